package org.labwall.backend.iptables;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.labwall.SiteText;
import org.labwall.filter.Style;
import org.labwall.project.Node;

/** What rules of the source become, without what is implied and without comments. */
final class PolicyLines {
  /** A pair of routers; the rules of a test start in line 10. */
  static final String SITE =
      """
      ROLE master rt1, backup rt2
      VRRP AUTH PASS secret
      DEV  internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3-203.0.113.4-101* via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.100-172.16.10.200-172.16.10.1-100* staff
      VLAN 20 eth0 172.16.20.0/24 172.16.20.100-172.16.20.200-172.16.20.1-100 lab \\
        inet6 2001:db8:20::/64 ::100-::200
      VLAN 30 eth0 172.16.30.0/24 172.16.30.100-172.16.30.200-172.16.30.1-100 guests \\
        inet6 2001:db8:30::/64 ::100-::200
      VRRP START GROUP internet,staff
      """;

  private static final Pattern COMMENT =
      Pattern.compile(" -m comment --comment \"site\\.lw:\\d\\d[^\"]*\"");

  private PolicyLines() {}

  /** The IPv4 lines of {@code rules} in the pair of routers. */
  static String v4(String rules) {
    return lines(file(SiteText.node(SITE + rules), 0));
  }

  /** The same without sets. */
  static String v4WithoutSets(String rules) {
    Node node = SiteText.node(SITE + rules);
    return lines(new IptablesBackend(Style.WITHOUT_SETS).files(node).get(0).content());
  }

  /** The IPv6 lines of {@code rules} in the pair of routers. */
  static String v6(String rules) {
    return lines(file(SiteText.node(SITE + rules), 1));
  }

  /** The whole file of IPv4 (0) or IPv6 (1). */
  static String file(Node node, int which) {
    return new IptablesBackend(Style.WITH_SETS).files(node).get(which).content();
  }

  /** The lines of a file that come from line 10 or later of the source. */
  static String lines(String file) {
    List<String> lines = file.lines().filter(line -> COMMENT.matcher(line).find()).toList();
    return lines.stream()
        .map(line -> COMMENT.matcher(line).replaceFirst("") + "\n")
        .collect(Collectors.joining());
  }
}
