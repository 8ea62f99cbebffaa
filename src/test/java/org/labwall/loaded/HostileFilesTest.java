package org.labwall.loaded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.labwall.Effort;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.loaded.iptables.IpSet;
import org.labwall.loaded.iptables.IpsetReader;
import org.labwall.loaded.iptables.IptablesReader;
import org.labwall.loaded.nftables.NftReader;
import org.labwall.source.SourceFile;

/** What is cut, mangled or made to hurt is told of, and never breaks a reader. */
class HostileFilesTest {
  private static final String CASE = "golden/ok/helpers/expected/master/etc/iptables/";
  private static final Path RULES = Path.of(CASE + "rules.v4");
  private static final Path SETS = Path.of(CASE + "ipsets");
  private static final Path NFT =
      Path.of("golden/ok/library/expected-nftables/gate/etc/nftables.conf");
  private static final int MUTANTS = Effort.of(300);

  /** A kind of file and its reader. */
  private enum Kind {
    IPTABLES(RULES) {
      @Override
      void read(SourceFile file, Diagnostics diagnostics) {
        IptablesReader.read(file, Family.IPV4, SETS_OF_RULES, diagnostics);
      }
    },
    IPSET(SETS) {
      @Override
      void read(SourceFile file, Diagnostics diagnostics) {
        IpsetReader.read(file, diagnostics);
      }
    },
    NFTABLES(NFT) {
      @Override
      void read(SourceFile file, Diagnostics diagnostics) {
        NftReader.read(file, diagnostics);
      }
    };

    private static final Map<String, IpSet> SETS_OF_RULES =
        LoadedFiles.ipsets(LoadedFiles.text(SETS));

    private final Path path;

    Kind(Path path) {
      this.path = path;
    }

    abstract void read(SourceFile file, Diagnostics diagnostics);

    List<Diagnostic> diagnostics(String text) {
      Diagnostics diagnostics = new Diagnostics();
      read(SourceFile.of("file", text), diagnostics);
      return diagnostics.all();
    }

    String good() {
      return new String(LoadedFiles.bytes(path), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aFileThatIsCutInALineIsToldOf() {
    for (Kind kind : Kind.values()) {
      String good = kind.good();
      assertEquals(List.of(), kind.diagnostics(good));
      for (int end = 1; end < good.length(); end += 31) {
        String cut = good.substring(0, end);
        boolean harmless = cut.endsWith("\n") || cut.lines().toList().getLast().startsWith("#");
        harmless |= kind == Kind.IPTABLES && isCommitted(cut);
        harmless |= kind == Kind.NFTABLES && isClosed(cut);
        if (!harmless) {
          assertTrue(!kind.diagnostics(cut).isEmpty(), kind + " cut at " + end);
        }
      }
    }
  }

  @Test
  void aFileThatIsCutBetweenLinesIsToldOfWhereATableIsOpen() {
    for (Kind kind : List.of(Kind.IPTABLES, Kind.NFTABLES)) {
      StringBuilder cut = new StringBuilder();
      for (String line : kind.good().lines().toList()) {
        boolean whole = kind == Kind.IPTABLES ? isCommitted(cut) : isClosed(cut);
        assertEquals(whole, kind.diagnostics(cut.toString()).isEmpty(), kind + ":\n" + cut);
        cut.append(line).append('\n');
      }
    }
  }

  /** Whether a table is in there, and none is open. */
  private static boolean isCommitted(CharSequence text) {
    String last = "";
    for (String line : text.toString().lines().toList()) {
      last = line.startsWith("#") ? last : line;
    }
    return last.equals("COMMIT");
  }

  private static boolean isClosed(CharSequence text) {
    String last = "";
    for (String line : text.toString().lines().toList()) {
      last = line.startsWith("#") || line.isBlank() ? last : line;
    }
    return last.equals("}");
  }

  @Test
  void noMutantBreaksAReader() {
    Random random = new Random(20_06);
    for (Kind kind : Kind.values()) {
      List<String> lines = kind.good().lines().toList();
      int told = 0;
      for (int i = 0; i < MUTANTS; i++) {
        told += kind.diagnostics(mutant(lines, random)).isEmpty() ? 0 : 1;
      }
      assertTrue(told > MUTANTS / 4, kind + ": only " + told + " of the mutants were told of");
    }
  }

  private static String mutant(List<String> good, Random random) {
    List<String> lines = new ArrayList<>(good);
    for (int i = 1 + random.nextInt(3); i > 0 && !lines.isEmpty(); i--) {
      int place = random.nextInt(lines.size());
      String line = lines.get(place);
      String other = lines.get(random.nextInt(lines.size()));
      switch (random.nextInt(6)) {
        case 0 -> lines.remove(place);
        case 1 -> lines.add(place, other);
        case 2 -> lines.set(place, line.substring(0, random.nextInt(line.length() + 1)));
        case 3 -> lines.set(place, line.substring(0, line.length() / 2) + other);
        case 4 -> lines.set(place, edited(line, random));
        default -> lines.set(place, swapped(line, random));
      }
    }
    return String.join("\n", lines) + (random.nextInt(20) == 0 ? "" : "\n");
  }

  private static String edited(String line, Random random) {
    String odd = "\"\\{}[]();,:.!-*/@#0 9\t\r\u0001\u20ac\ud83d";
    int at = random.nextInt(line.length() + 1);
    return line.substring(0, at)
        + odd.charAt(random.nextInt(odd.length()))
        + line.substring(Math.min(line.length(), at + random.nextInt(2)));
  }

  private static String swapped(String line, Random random) {
    String[] words = line.split(" ");
    int here = random.nextInt(words.length);
    int there = random.nextInt(words.length);
    String word = words[here];
    words[here] = words[there];
    words[there] = word;
    return String.join(" ", words);
  }

  @Test
  void whatIsNoTextIsToldOf() {
    Diagnostics diagnostics = new Diagnostics();
    byte[] latin = "*filter\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertTrue(LoadedText.of("rules", latin, diagnostics).isEmpty());
    byte[] nul = "*filter\n\0\n".getBytes(StandardCharsets.UTF_8);
    assertTrue(LoadedText.of("rules", nul, diagnostics).isEmpty());
    assertEquals(
        List.of(Code.NOT_UTF8, Code.RULE_FILE),
        diagnostics.all().stream().map(Diagnostic::code).toList());
    assertEquals(
        List.of(2, 2),
        diagnostics.all().stream().map(it -> it.span().orElseThrow().line()).toList());
  }

  @Test
  void whatIsEndlessIsToldOfOnce() {
    for (Kind kind : Kind.values()) {
      for (String part :
          List.of("{", "}", "chain a {", "\"", "-A ", "*filter\n", "add s 1\n", "a ")) {
        List<Diagnostic> told = kind.diagnostics(part.repeat(100_000));
        assertTrue(!told.isEmpty() && told.size() <= 51, kind + " " + part + ": " + told.size());
      }
    }
  }

  @Test
  void aLongWayOfChainsIsNoProblem() {
    StringBuilder text = new StringBuilder("*filter\n:c0 - [0:0]\n");
    int count = 20_000;
    for (int i = 1; i <= count; i++) {
      text.append(":c").append(i).append(" - [0:0]\n");
    }
    for (int i = 0; i < count; i++) {
      text.append("-A c").append(i).append(" -j c").append(i + 1).append('\n');
    }
    assertEquals(List.of(), Kind.IPTABLES.diagnostics(text + "COMMIT\n"));
    List<Diagnostic> told = Kind.IPTABLES.diagnostics(text + "-A c" + count + " -j c0\nCOMMIT\n");
    assertEquals("The chain `c0` comes back to itself here.", told.getFirst().message());
  }
}
