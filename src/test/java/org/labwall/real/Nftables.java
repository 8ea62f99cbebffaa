package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What nft makes of a tree. */
final class Nftables {
  private static final Pattern CHAIN = Pattern.compile("\tchain (\\S+) \\{");
  private static final Pattern COMMENT = Pattern.compile(".* comment \"([^\"]*)\"");
  private static final Pattern LOG = Pattern.compile("log prefix \"([^\"]*)\"");

  private Nftables() {}

  /** Tests and loads the rules, twice, and compares what the kernel says it has. */
  static void check(RoleTree tree, Namespace namespace) throws IOException {
    Path file = tree.nftables();
    if (!Files.exists(file)) {
      return;
    }
    // What iptables left behind.
    namespace.run("nft", "flush", "ruleset").check();
    assertEquals("", namespace.run("nft", "-c", "-f", file.toString()).check().output());
    assertEquals("", namespace.run("nft", "list", "ruleset").check().output());
    for (int i = 0; i < 2; i++) {
      assertEquals("", namespace.run("nft", "-f", file.toString()).check().output());
      String listed = namespace.run("nft", "list", "ruleset").check().output();
      assertEquals(rules(Files.readString(file)), rules(listed));
      assertEquals(prefixes(Files.readString(file)), prefixes(listed));
    }
    namespace.run("nft", "flush", "ruleset").check();
  }

  /** The chain and the comment of each rule, in order; elements of sets have the kernel's order. */
  static List<String> rules(String file) {
    List<String> rules = new ArrayList<>();
    String chain = "";
    for (String line : file.lines().toList()) {
      Matcher start = CHAIN.matcher(line);
      Matcher rule = COMMENT.matcher(line);
      if (start.matches()) {
        chain = start.group(1);
      } else if (line.equals("\t}")) {
        chain = "";
      } else if (rule.matches() && !chain.isEmpty()) {
        rules.add(chain + " " + rule.group(1));
      }
    }
    return rules;
  }

  private static List<String> prefixes(String file) {
    return LOG.matcher(file).results().map(it -> it.group(1)).toList();
  }
}
