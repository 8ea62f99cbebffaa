package org.labwall.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.labwall.diagnostic.Diagnostics;

/** Leaves out of a source whatever it shows its mismatch without. */
final class Shrinker {
  /** Each try loads a filter; who reads the result can do the rest. */
  private static final int MOST_TRIES = 500;

  private static final Pattern WORD = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|,|[^\\s,]+");

  private final String role;
  private final Set<String> down;
  private final FilterProgram program;
  private final List<Packet> packets;
  private int tries;

  private Shrinker(Router router, FilterProgram program, List<Packet> packets) {
    this.role = router.role().name();
    this.down = router.down();
    this.program = program;
    this.packets = packets;
  }

  /**
   * A smaller source and what it still shows.
   *
   * @param text the source
   * @param mismatch the packet and both verdicts
   */
  record Shrunk(String text, Trial.Mismatch mismatch) {}

  /** Shrinks a source; nothing where the mismatch does not come again. */
  static Optional<Shrunk> shrink(
      Trial trial, FilterProgram program, List<Packet> packets, Trial.Mismatch mismatch)
      throws IOException {
    // Most packets need no others before them.
    for (List<Packet> enough : List.of(List.of(mismatch.packet()), packets)) {
      Shrinker shrinker = new Shrinker(trial.router(), program, enough);
      if (shrinker.shows(trial.text()).isPresent()) {
        return Optional.of(shrinker.shrink(trial.text()));
      }
    }
    return Optional.empty();
  }

  private Shrunk shrink(String text) throws IOException {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int before;
    do {
      before = String.join("\n", lines).length();
      dropLines(lines);
      unwrapBlocks(lines);
      dropWords(lines);
    } while (String.join("\n", lines).length() < before && tries < MOST_TRIES);
    String small = join(lines);
    return new Shrunk(small, shows(small).orElseThrow());
  }

  private static String join(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private void dropLines(List<String> lines) throws IOException {
    for (int size = lines.size() / 2; size > 0; size /= 2) {
      for (int start = lines.size() - size; start >= 0; start -= size) {
        List<String> fewer = without(lines, start, start + size);
        if (isEnough(fewer)) {
          replace(lines, fewer);
        }
        start = Math.min(start, lines.size());
      }
    }
  }

  private void unwrapBlocks(List<String> lines) throws IOException {
    for (int start = lines.size() - 1; start >= 0; start--) {
      if (start < lines.size() && lines.get(start).endsWith("{")) {
        int end = start + lines.subList(start, lines.size()).indexOf("}");
        List<String> fewer = without(without(lines, end, end + 1), start, start + 1);
        if (isEnough(fewer)) {
          replace(lines, fewer);
        }
      }
    }
  }

  private void dropWords(List<String> lines) throws IOException {
    for (int line = 0; line < lines.size(); line++) {
      List<String> words = words(lines.get(line));
      for (int size = words.size() / 2; size > 0; size /= 2) {
        for (int start = words.size() - size; start >= 0; start--) {
          List<String> fewer = without(words, start, Math.min(start + size, words.size()));
          List<String> changed = new ArrayList<>(lines);
          changed.set(line, String.join(" ", fewer).replace(" ,", ","));
          if (isEnough(changed)) {
            replace(words, fewer);
            replace(lines, changed);
          }
          start = Math.min(start, words.size());
        }
      }
    }
  }

  private static List<String> words(String line) {
    return new ArrayList<>(WORD.matcher(line).results().map(MatchResult::group).toList());
  }

  private static List<String> without(List<String> list, int start, int end) {
    List<String> rest = new ArrayList<>(list.subList(0, start));
    rest.addAll(list.subList(end, list.size()));
    return rest;
  }

  private static void replace(List<String> list, List<String> by) {
    list.clear();
    list.addAll(by);
  }

  private boolean isEnough(List<String> lines) throws IOException {
    return tries < MOST_TRIES && shows(join(lines)).isPresent();
  }

  /** The first mismatch that a source shows; none where it is no good source. */
  private Optional<Trial.Mismatch> shows(String text) throws IOException {
    Optional<Trial> trial = Trial.of(text, role, down, new Diagnostics());
    if (trial.isEmpty() || !packets.stream().allMatch(it -> fits(it, trial.get().router()))) {
      return Optional.empty();
    }
    tries++;
    return trial.get().mismatches(program, packets).stream().findFirst();
  }

  private static boolean fits(Packet packet, Router router) {
    return packet.isOwn() == router.addresses().contains(packet.source())
        && packet.from().stream().allMatch(router.interfaces()::contains)
        && new Terrain(router).isDecidedByFilter(packet);
  }
}
