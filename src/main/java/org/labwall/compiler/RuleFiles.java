package org.labwall.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.loaded.LoadedText;
import org.labwall.loaded.RuleSet;
import org.labwall.loaded.iptables.IpSet;
import org.labwall.loaded.iptables.IpsetReader;
import org.labwall.loaded.iptables.IptablesReader;
import org.labwall.loaded.nftables.NftReader;
import org.labwall.loaded.nftables.NftRules;
import org.labwall.source.SourceFile;

/** The files of rules of a site's machines, read back. */
public final class RuleFiles implements RuleSource {
  private final Origin origin;

  private RuleFiles(Origin origin) {
    this.origin = origin;
  }

  /** Where files are, by their paths below the directory that has all roles. */
  private interface Origin {
    /** The name by which a file is told. */
    String name(String path);

    /** Whether a file, or one below a directory, is there. */
    boolean has(String path);

    /** What a file holds; nothing where it is no text. */
    Optional<SourceFile> text(String path, Diagnostics diagnostics) throws IOException;
  }

  /** Those below a directory as {@code labwall compile} writes it. */
  public static RuleFiles in(Path directory) {
    return new RuleFiles(
        new Origin() {
          @Override
          public String name(String path) {
            return directory.resolve(path).toString();
          }

          @Override
          public boolean has(String path) {
            return Files.exists(directory.resolve(path));
          }

          @Override
          public Optional<SourceFile> text(String path, Diagnostics diagnostics)
              throws IOException {
            byte[] bytes = Files.readAllBytes(directory.resolve(path));
            return LoadedText.of(name(path), bytes, diagnostics);
          }
        });
  }

  /** Those that were just compiled. */
  public static RuleFiles of(OutputTree tree) {
    return new RuleFiles(
        new Origin() {
          @Override
          public String name(String path) {
            return path;
          }

          @Override
          public boolean has(String path) {
            return tree.files().containsKey(path) || !tree.below(path).isEmpty();
          }

          @Override
          public Optional<SourceFile> text(String path, Diagnostics diagnostics)
              throws IOException {
            OutputFile file = tree.files().get(path);
            if (file == null) {
              throw new NoSuchFileException(path);
            }
            return Optional.of(SourceFile.of(path, file.content()));
          }
        });
  }

  @Override
  public List<Rules> read(String role, Diagnostics diagnostics) {
    String nftables = role + "/etc/nftables.conf";
    String iptables = role + "/etc/iptables";
    if (origin.has(nftables) && origin.has(iptables)) {
      diagnostics.add(
          Diagnostic.nowhere(Code.RULE_FILE, "There are rules of `" + role + "` for two programs.")
              .hint(
                  "Leave `%s` or `%s`: a machine loads one of them."
                      .formatted(origin.name(iptables), origin.name(nftables))));
      return List.of();
    }
    if (origin.has(nftables)) {
      return readNftables(nftables, diagnostics);
    }
    if (origin.has(iptables)) {
      return readIptables(iptables, diagnostics);
    }
    diagnostics.add(
        Diagnostic.nowhere(Code.RULE_FILE, "There are no rules of `" + role + "`.")
            .hint(
                "`%s` would have them, or `%s`."
                    .formatted(origin.name(iptables), origin.name(nftables))));
    return List.of();
  }

  private List<Rules> readNftables(String path, Diagnostics diagnostics) {
    Diagnostics reading = new Diagnostics();
    List<Rules> all = new ArrayList<>();
    Optional<SourceFile> file = text(path, reading);
    if (file.isPresent()) {
      NftRules rules = NftReader.read(file.get(), reading);
      for (Family family : Family.values()) {
        all.add(new Rules(rules.of(family), file.get()));
      }
    }
    diagnostics.addAll(reading);
    return reading.hasErrors() ? List.of() : all;
  }

  private List<Rules> readIptables(String directory, Diagnostics diagnostics) {
    Diagnostics ofSets = new Diagnostics();
    Map<String, IpSet> sets = Map.of();
    if (origin.has(directory + "/ipsets")) {
      sets =
          text(directory + "/ipsets", ofSets)
              .map(it -> IpsetReader.read(it, ofSets))
              .orElse(Map.of());
    }
    diagnostics.addAll(ofSets);
    if (ofSets.hasErrors()) {
      return List.of();
    }
    List<Rules> all = new ArrayList<>();
    for (Family family : Family.values()) {
      Diagnostics reading = new Diagnostics();
      Optional<SourceFile> file =
          text(directory + (family == Family.IPV4 ? "/rules.v4" : "/rules.v6"), reading);
      if (file.isPresent()) {
        RuleSet rules = IptablesReader.read(file.get(), family, sets, reading);
        if (!reading.hasErrors()) {
          all.add(new Rules(rules, file.get()));
        }
      }
      diagnostics.addAll(reading);
    }
    return all;
  }

  private Optional<SourceFile> text(String path, Diagnostics reading) {
    try {
      return origin.text(path, reading);
    } catch (IOException unreadable) {
      reading.add(
          Diagnostic.nowhere(Code.RULE_FILE, "`" + origin.name(path) + "` cannot be read."));
      return Optional.empty();
    }
  }
}
