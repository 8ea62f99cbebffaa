package org.labwall.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random sources whose rules meet often: few addresses, few services, many ways to say them. */
final class RandomPolicy {
  private final Random random;
  private final boolean both;

  /** Whether few things are said in few ways, so that rules cover each other more often. */
  private final boolean narrow;

  private final List<String> lines = new ArrayList<>();

  private RandomPolicy(Random random) {
    this.random = random;
    this.both = random.nextInt(3) == 0;
    this.narrow = random.nextBoolean();
  }

  /** A source of two roles with up to {@code rules} rules, each of which stands on its own line. */
  static String source(long seed, int rules) {
    RandomPolicy policy = new RandomPolicy(new Random(seed));
    policy.networks();
    int count = 2 + policy.random.nextInt(rules - 1);
    for (int i = 0; i < count; i++) {
      policy.lines.add(policy.rule());
    }
    return String.join("\n", policy.lines) + "\n";
  }

  private void networks() {
    lines.add("ROLE master rt1, backup rt2");
    lines.add("DEV out eth1 203.0.113.0/29 203.0.113.2-203.0.113.3 via 203.0.113.1");
    lines.add("DEV staff eth0 10.0.0.0/29 10.0.0.1-10.0.0.2" + six("2001:db8:1::/125"));
    lines.add("DEV lab eth2 10.0.0.8/29 10.0.0.9-10.0.0.10" + six("2001:db8:2::/125"));
    if (random.nextInt(3) == 0) {
      lines.add("DEV second eth3 192.0.2.0/30 192.0.2.1-192.0.2.2 via 192.0.2.3");
    }
    if (random.nextInt(3) == 0) {
      lines.add("ROUTE 10.0.0.0/24 via 10.0.0.12");
    }
    lines.add("GROUP some 10.0.0.3, lab, 2001:db8:1::4");
  }

  private String six(String prefix) {
    return both ? " inet6 " + prefix + " ::1-::2" : "";
  }

  private String rule() {
    StringBuilder rule = new StringBuilder(pick("allow", "allow", "deny", "reject"));
    rule.append(" from ").append(side()).append(" to ").append(side());
    rule.append(pick("", " " + service(), " " + service() + ", " + service()));
    if (!narrow || random.nextInt(6) == 0) {
      rule.append(pick("", "", "", " log", " limit 10/minute"));
      rule.append(pick("", "", "", " expires 2099-01-0" + (1 + random.nextInt(3))));
      rule.append(pick("", "", "", " only master", " only backup"));
    }
    return rule.toString();
  }

  private String side() {
    String one = endpoint();
    return pick(one, one, one + ", " + endpoint(), "not " + endpoint());
  }

  private String endpoint() {
    int low = random.nextInt(16);
    int high = low + random.nextInt(16 - low);
    if (narrow) {
      String range = "10.0.0." + low + "-10.0.0." + high;
      return pick("any", "staff", "lab", range, range, range, "out", "self");
    }
    return pick(
        "any",
        "any",
        "staff",
        "lab",
        "out",
        "self",
        "some",
        "10.0.0." + low,
        "10.0.0." + low + "-10.0.0." + high,
        "10.0.0." + low + "-10.0.0." + high,
        "10.0.0." + (low & 12) + "/30",
        "10.0.0.0/28",
        "203.0.113.4-203.0.113.9",
        both ? "2001:db8:1::" + low % 8 : "0.0.0.0",
        both ? "2001:db8::/32" : "0.0.0.0/1",
        both ? "fe80::/10" : "198.51.100.7");
  }

  private String service() {
    int port = 1 + random.nextInt(6);
    if (narrow) {
      return "tcp/" + port + "-" + (port + 1 + random.nextInt(6));
    }
    return pick(
        "tcp/" + port,
        "tcp/" + port + "-" + (port + random.nextInt(6)),
        "udp/" + (65 + port),
        "udp/67",
        "icmp/8",
        "icmp/3/" + port,
        "icmp/3",
        "icmp6/128",
        "proto/47",
        "proto/6");
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
