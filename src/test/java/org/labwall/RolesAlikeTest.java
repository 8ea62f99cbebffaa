package org.labwall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.labwall.address.Family;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputTree;
import org.labwall.compiler.Compiler;
import org.labwall.model.Cluster;
import org.labwall.model.Role;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.NodeInterface;
import org.labwall.project.Projector;
import org.labwall.project.ServedVpn;

/**
 * Two roles, one text: the files of a cluster's roles differ in lines only that hold a role's own
 * addresses, host name, keys, priority or state, and in nothing else of these lines.
 */
class RolesAlikeTest {

  @TestFactory
  Stream<DynamicTest> goldens() throws IOException {
    return GoldenCase.in(Path.of("golden", "ok")).stream().map(RolesAlikeTest::test);
  }

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    return GoldenCase.in(Path.of("examples")).stream().map(RolesAlikeTest::test);
  }

  private static DynamicTest test(GoldenCase golden) {
    return dynamicTest(
        golden.name(),
        () -> {
          GoldenCase.Outcome outcome = golden.compile();
          assertTrue(outcome.compilation().isPresent(), outcome::text);
          compare(withoutRolesOwnRules(outcome.compilation().get().site()));
        });
  }

  /** Rules that are {@code only} for some roles are the one thing that may stand alone. */
  private static Site withoutRolesOwnRules(Site site) {
    List<Cluster> clusters =
        site.clusters().stream()
            .map(
                it ->
                    it.with(
                        it.policy().stream().filter(rule -> rule.only().isEmpty()).toList(),
                        it.translations().keep(each -> each.terms().only().isEmpty())))
            .toList();
    return site.with(clusters);
  }

  private static void compare(Site site) {
    for (Firewall firewall : Firewall.values()) {
      compare(site, Compiler.tree(site, firewall));
    }
  }

  private static void compare(Site site, OutputTree tree) {
    List<Node> nodes = Projector.nodes(site);
    for (Cluster cluster : site.clusters()) {
      Set<String> addresses = new TreeSet<>();
      nodes.stream()
          .filter(node -> node.cluster().equals(cluster))
          .forEach(node -> addresses.addAll(addresses(node)));
      Role first = cluster.roles().getFirst();
      for (Role other : cluster.roles().subList(1, cluster.roles().size())) {
        compare(files(tree, first), first, files(tree, other), other, addresses);
      }
    }
  }

  private static void compare(
      SortedMap<String, String> files,
      Role role,
      SortedMap<String, String> others,
      Role other,
      Set<String> addresses) {
    assertEquals(files.keySet(), others.keySet());
    for (Map.Entry<String, String> file : files.entrySet()) {
      List<String> lines = file.getValue().lines().toList();
      List<String> otherLines = others.getOrDefault(file.getKey(), "").lines().toList();
      List<String> expected = new ArrayList<>();
      List<String> actual = new ArrayList<>();
      for (int i = 0; i < Math.max(lines.size(), otherLines.size()); i++) {
        String line = i < lines.size() ? lines.get(i) : "(none)";
        String otherLine = i < otherLines.size() ? otherLines.get(i) : "(none)";
        if (!line.equals(otherLine)) {
          expected.add(neutral(line, role, addresses));
          actual.add(neutral(otherLine, other, addresses));
        }
      }
      assertEquals(expected, actual, other.name() + "/" + file.getKey());
    }
  }

  /** The line with words for whatever is a role's own. */
  private static String neutral(String line, Role role, Set<String> addresses) {
    String portApart = line.replaceAll("(\\.\\d+):(\\d+)$", "$1 :$2");
    String neutral = word(portApart, addresses, "ADDRESS");
    neutral = word(neutral, List.of(role.hostName(), role.name()), "NAME");
    neutral = neutral.replaceAll("/" + Pattern.quote(role.name()) + "\\.(crt|key)$", "/NAME.$1");
    neutral = neutral.replaceAll("\\bpriority " + role.priority() + "\\b", "PRIORITY");
    return neutral.replaceAll("\\bstate (MASTER|BACKUP)\\b", "STATE");
  }

  private static String word(String line, Collection<String> words, String substitute) {
    String any = words.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return line.replaceAll("(?<![\\w.:-])(" + any + ")(?![\\w:-]|\\.\\w)", substitute);
  }

  private static Set<String> addresses(Node node) {
    Stream<String> own = node.interfaces().stream().flatMap(it -> addresses(it).stream());
    Stream<String> ofClients = ServedVpn.of(node).stream().flatMap(it -> addresses(it).stream());
    return Stream.concat(own, ofClients).collect(Collectors.toSet());
  }

  /** Those of clients that a machine answers for: its part of a pool, and of a network. */
  private static List<String> addresses(ServedVpn vpn) {
    List<String> all = new ArrayList<>();
    vpn.ipv4().ifPresent(it -> all.add(it.network().toString()));
    vpn.pool().ifPresent(it -> all.addAll(List.of(it.first().toString(), it.last().toString())));
    return all;
  }

  private static List<String> addresses(NodeInterface it) {
    return Stream.of(Family.values())
        .flatMap(family -> it.address(family).stream())
        .map(address -> address.address().toString())
        .toList();
  }

  private static SortedMap<String, String> files(OutputTree tree, Role role) {
    SortedMap<String, String> files = new TreeMap<>();
    String prefix = role.name() + "/";
    tree.files()
        .forEach(
            (path, file) -> {
              if (path.startsWith(prefix)) {
                files.put(path.substring(prefix.length()), file.content());
              }
            });
    return files;
  }
}
