package org.labwall.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.labwall.address.Family;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SecretSources;
import org.labwall.expand.SourceReader;
import org.labwall.loaded.RuleSet;
import org.labwall.loaded.iptables.IpSet;
import org.labwall.loaded.iptables.IpsetReader;
import org.labwall.loaded.iptables.IptablesReader;
import org.labwall.loaded.nftables.NftReader;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.source.SourceFile;

/** The rules that a source compiles to, as they are or with a change. */
public record Trees(Site site, List<Node> nodes, OutputTree tree, Firewall firewall) {
  private static final LocalDate DATE = LocalDate.of(2025, 7, 1);
  private static final SecretSources SECRETS =
      new SecretSources(
          Optional.empty(),
          Map.of("VRRP_SECRET", "k4stl-9w", "RADIUS_SECRET", "a-2f6c19d04be1", "WORN", "a\"b"));

  /** Those of {@code site.lw} in a directory. */
  public static Trees of(Path directory, Firewall firewall) {
    SourceReader reader = SourceReader.of(directory.resolve("site.lw"));
    Compiler.Options options =
        new Compiler.Options(DATE, OptionalInt.empty(), false, firewall, SECRETS);
    Site site = Compiler.check(reader, options, new Diagnostics()).orElseThrow();
    return of(site, firewall);
  }

  /** Those of a site. */
  public static Trees of(Site site, Firewall firewall) {
    return new Trees(site, Projector.nodes(site), Compiler.tree(site, firewall), firewall);
  }

  /** The rules of a machine. */
  public RuleSet rules(Node node, Family family) {
    return changed(node, family, it -> it);
  }

  /** The rules of a file that somebody has changed. */
  RuleSet changed(Node node, Family family, UnaryOperator<String> change) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = SourceFile.of("rules", change.apply(text(node, family)));
    RuleSet rules =
        firewall == Firewall.NFTABLES
            ? NftReader.read(file, diagnostics).of(family)
            : IptablesReader.read(file, family, sets(node, diagnostics), diagnostics);
    assertEquals(List.of(), diagnostics.sorted());
    return rules;
  }

  private Map<String, IpSet> sets(Node node, Diagnostics diagnostics) {
    OutputFile sets = tree.files().get(node.role().name() + "/etc/iptables/ipsets");
    return sets == null
        ? Map.of()
        : IpsetReader.read(SourceFile.of("ipsets", sets.content()), diagnostics);
  }

  private String text(Node node, Family family) {
    String name =
        firewall == Firewall.NFTABLES
            ? "nftables.conf"
            : "iptables/rules." + (family == Family.IPV4 ? "v4" : "v6");
    OutputFile file = tree.files().get(node.role().name() + "/etc/" + name);
    return Objects.requireNonNull(file).content();
  }

  /** The numbers of the lines that are rules of the family. */
  List<Integer> rulePlaces(Node node, Family family) {
    List<String> lines = text(node, family).lines().toList();
    List<Integer> places = new ArrayList<>();
    boolean in = firewall != Firewall.NFTABLES;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("table ")) {
        in = line.equals("table " + (family == Family.IPV4 ? "ip" : "ip6") + " labwall {");
      }
      boolean rule = line.startsWith("-A ") || (line.startsWith("\t\t") && line.endsWith("\""));
      if (in && rule) {
        places.add(i);
      }
    }
    return places;
  }

  String line(int place, Node node, Family family) {
    return text(node, family).lines().toList().get(place);
  }

  RuleSet without(int place, Node node, Family family) {
    return changed(
        node,
        family,
        text -> {
          List<String> lines = new ArrayList<>(text.lines().toList());
          lines.remove(place);
          return String.join("\n", lines) + "\n";
        });
  }
}
