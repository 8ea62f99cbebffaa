package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What iptables makes of a tree, of both its kinds: nft and legacy. */
final class Iptables {
  private static final Pattern RULE =
      Pattern.compile("-A (\\S+) .*--comment (?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)).*");
  private static final Pattern LOG = Pattern.compile("--log-prefix \"((?:[^\"\\\\]|\\\\.)*)\"");

  private Iptables() {}

  /** Tests and loads the rules of both families, and compares what the kernel says it has. */
  static void check(RoleTree tree, Namespace namespace) throws IOException {
    bringSets(tree, namespace);
    for (String kind : List.of("nft", "legacy")) {
      check(tree.rules4(), namespace, "iptables-" + kind);
      check(tree.rules6(), namespace, "ip6tables-" + kind);
    }
  }

  private static void check(Path file, Namespace namespace, String program) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    assertEquals(
        "", namespace.run(program + "-restore", "--test", file.toString()).check().output());
    // The test passes over chains that do not exist, loops, and targets of other tables.
    assertEquals("", namespace.run(program + "-restore", file.toString()).check().output());
    String saved = namespace.run(program + "-save").check().output();
    assertEquals(rules(Files.readString(file)), rules(saved), program);
    assertEquals(prefixes(Files.readString(file)), prefixes(saved), program);
    for (String table : tables(Files.readString(file))) {
      namespace.run(program, "-t", table, "-F").check();
      namespace.run(program, "-t", table, "-X").check();
    }
  }

  /** Makes the sets of a tree, for rules are refused that look into one that is not there. */
  static void bringSets(RoleTree tree, Namespace namespace) {
    namespace.run("ipset", "destroy").check();
    if (Files.exists(tree.ipsets())) {
      assertEquals(
          "",
          namespace.run("ipset", "-file", tree.ipsets().toString(), "restore").check().output());
    }
  }

  private static List<String> tables(String file) {
    return file.lines().filter(line -> line.startsWith("*")).map(it -> it.substring(1)).toList();
  }

  /** The chain and the comment of each rule. */
  static List<String> rules(String file) {
    return file.lines()
        .filter(line -> line.startsWith("-A "))
        .map(
            line -> {
              Matcher rule = RULE.matcher(line);
              return rule.matches()
                  ? rule.group(1) + " " + comment(rule)
                  : "not understood: " + line;
            })
        .sorted()
        .toList();
  }

  private static String comment(Matcher rule) {
    String quoted = rule.group(2);
    return quoted == null ? rule.group(3) : plain(quoted);
  }

  private static String plain(String quoted) {
    return quoted.replaceAll("\\\\(.)", "$1");
  }

  private static List<String> prefixes(String file) {
    return LOG.matcher(file).results().map(it -> plain(it.group(1))).sorted().toList();
  }
}
