package org.labwall.backend.iptables;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labwall.SiteText;
import org.labwall.filter.Style;
import org.labwall.project.Node;

/** Networks in networks make chains behind chains, of which nf_tables takes 15 and no more. */
class ChainDepthTest {
  private static final int MOST = 15;
  private static final Pattern STEP = Pattern.compile("-A (\\S+) .* -[jg] ([a-z]\\S*)");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 32})
  void neverDeeperThanTheKernelTakes(int list) {
    Node node = SiteText.node(nested());
    String rules = new IptablesBackend(new Style(true, list)).files(node).get(1).content();
    Map<String, Set<String>> steps = new HashMap<>();
    Matcher step = STEP.matcher(rules);
    while (step.find()) {
      steps.computeIfAbsent(step.group(1), it -> new HashSet<>()).add(step.group(2));
    }
    assertTrue(steps.size() > 1, rules);
    for (String hook : List.of("INPUT", "FORWARD", "OUTPUT")) {
      assertTrue(depth(hook, steps) <= MOST, () -> hook + " " + depth(hook, steps));
    }
    for (int port = 1000; port < 1060; port++) {
      assertTrue(rules.contains("--dport " + port + " "), "tcp/" + port);
    }
  }

  private static int depth(String chain, Map<String, Set<String>> steps) {
    return steps.getOrDefault(chain, Set.of()).stream()
        .mapToInt(it -> 1 + depth(it, steps))
        .max()
        .orElse(0);
  }

  /** Rules between networks of which each is half of the one before. */
  private static String nested() {
    StringBuilder source = new StringBuilder();
    source.append("DEV in eth0 10.0.0.0/8 10.0.0.1 inet6 2001:db8:1::/48 ::1\n");
    source.append("DEV out eth1 10.1.0.0/16 10.1.0.1 inet6 2001:db8:2::/48 ::1\n");
    for (int i = 0; i < 60; i++) {
      source.append("allow from 2001:db8:1::/").append(49 + i);
      source
          .append(" to 2001:db8:2::/")
          .append(49 + i)
          .append(" tcp/")
          .append(1000 + i)
          .append('\n');
    }
    return source.toString();
  }
}
