package org.labwall.backend;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labwall.source.SourceFile;

/**
 * The list of all files of an output directory, which lies at its top.
 *
 * <p>{@code sha256sum -c MANIFEST} checks the files: their lines are in its format (sha256sum(1)),
 * and the rest are comments. Nothing in it depends on when, where and by whom it was written. Files
 * that hold secrets are marked, and have no digest: everybody may read it, and find a short
 * password by trying all of them.
 *
 * <pre>
 * # Written by LabWall 0.1.0. Check with: sha256sum -c MANIFEST
 * # source 2c26…  site.lw
 * # secret  backup/etc/keepalived/keepalived.conf
 * fcde…  backup/etc/network/interfaces
 * </pre>
 *
 * @param version the compiler's version
 * @param sources the sources that were read, the main one first
 * @param files the SHA-256 of each file, by its path below the directory; {@link #SECRET} for those
 *     that hold secrets
 */
public record Manifest(String version, List<Source> sources, SortedMap<String, String> files) {
  /** The name of the file. */
  public static final String NAME = "MANIFEST";

  /** Stands for the digest of a file that holds a secret. */
  public static final String SECRET = "# secret";

  private static final Pattern HEAD =
      Pattern.compile("# Written by LabWall (\\S+)\\. Check with: sha256sum -c MANIFEST");
  private static final Pattern SOURCE = Pattern.compile("# source ([0-9a-f]{64}) {2}(.+)");
  private static final Pattern FILE = Pattern.compile("([0-9a-f]{64}|# secret) {2}(.+)");

  /**
   * A source.
   *
   * @param name the name by which it is cited
   * @param digest the SHA-256 of its text
   */
  public record Source(String name, String digest) {}

  public Manifest {
    sources = List.copyOf(sources);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** The manifest of what {@code version} made of {@code sources}. */
  public static Manifest of(String version, List<SourceFile> sources, OutputTree tree) {
    SortedMap<String, String> files = new TreeMap<>();
    tree.files()
        .forEach(
            (path, file) -> files.put(path, file.isSecret() ? SECRET : digest(file.content())));
    return new Manifest(
        version,
        sources.stream().map(it -> new Source(it.name(), digest(it.text()))).toList(),
        files);
  }

  /** The manifest that {@code text} holds; nothing where LabWall did not write it. */
  public static Optional<Manifest> parse(String text) {
    List<String> lines = text.lines().toList();
    Matcher head = HEAD.matcher(lines.isEmpty() ? "" : lines.getFirst());
    if (!head.matches()) {
      return Optional.empty();
    }
    List<Source> sources = new ArrayList<>();
    SortedMap<String, String> files = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      Matcher source = SOURCE.matcher(line);
      Matcher file = FILE.matcher(line);
      if (source.matches()) {
        sources.add(new Source(source.group(2), source.group(1)));
      } else if (file.matches()) {
        files.put(file.group(2), file.group(1));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Manifest(head.group(1), sources, files));
  }

  /** The text of the file. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("# Written by LabWall ").append(version);
    out.append(". Check with: sha256sum -c ").append(NAME).append('\n');
    for (Source source : sources) {
      out.append("# source ").append(source.digest()).append("  ").append(source.name());
      out.append('\n');
    }
    files.forEach((path, digest) -> out.append(digest).append("  ").append(path).append('\n'));
    return out.toString();
  }

  /** The same with those files alone whose paths are {@code wanted}. */
  public Manifest only(Predicate<String> wanted) {
    SortedMap<String, String> rest = new TreeMap<>(files);
    rest.keySet().removeIf(wanted.negate());
    return new Manifest(version, sources, rest);
  }

  /** The same with the files of {@code other}, too. */
  public Manifest with(Manifest other) {
    SortedMap<String, String> all = new TreeMap<>(other.files);
    all.putAll(files);
    return new Manifest(version, sources, all);
  }

  private static String digest(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
