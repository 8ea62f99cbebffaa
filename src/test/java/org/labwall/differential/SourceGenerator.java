package org.labwall.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;

/** Writes random sources: networks, names that overlap and nest, and rules about them. */
public final class SourceGenerator {
  private static final String SERVER = "server";

  private final Dice dice;
  private final NetworkPlan networks;
  private final List<String> lines = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> services =
      new ArrayList<>(List.of("ssh", "dns", "ping", "web", "tcp"));

  private List<String> only;

  private SourceGenerator(long seed) {
    this.dice = new Dice(seed);
    this.networks = new NetworkPlan(dice);
    this.only = networks.roles();
  }

  /**
   * A source.
   *
   * @param text its text
   * @param roles the names of its roles
   */
  public record Source(String text, List<String> roles) {}

  public static Source generate(long seed) {
    SourceGenerator generator = new SourceGenerator(seed);
    generator.lines.addAll(generator.networks.lines());
    generator.names.addAll(generator.networks.names());
    generator.addNames();
    generator.addServices();
    generator.addRules();
    generator.addTranslations(
        generator.networks.names(),
        generator.networks.waysOut(),
        generator.networks.virtualWaysOut());
    List<String> roles = new ArrayList<>(generator.networks.roles());
    if (!generator.networks.joins().isEmpty() && generator.dice.percent(30)) {
      generator.addServer();
      roles.add(SERVER);
    }
    return new Source(String.join("\n", generator.lines) + "\n", roles);
  }

  /** A machine with rules of its own, in networks of the routers and perhaps in one of its own. */
  private void addServer() {
    lines.add("ROLE " + SERVER + " {");
    List<String> joins = new ArrayList<>(networks.joins());
    List<String> own = new ArrayList<>();
    List<String> waysOut = new ArrayList<>();
    boolean wayOut = dice.percent(70);
    for (int i = dice.between(1, 2); i > 0 && !joins.isEmpty(); i--) {
      String join = joins.remove(dice.below(joins.size()));
      Address address = Address.parse(join.substring(join.lastIndexOf(' ') + 1)).orElseThrow();
      String[] words = join.split(" ", -1);
      own.add(words[0].equals("VLAN") ? "vlan" + words[1] : words[1]);
      lines.add(join + (wayOut ? " via " + address.plus(-9) : ""));
      if (wayOut) {
        waysOut.add(own.getLast());
      }
      wayOut = false;
    }
    if (dice.percent(40)) {
      lines.add("DEV inner eth90 10.99.0.0/24 10.99.0.1 inet6 2001:db8:99::/64 2001:db8:99::1");
      names.add("inner");
      own.add("inner");
    }
    only = List.of(SERVER);
    addRules();
    addTranslations(own, waysOut, List.of());
    lines.add("}");
  }

  private void addTranslations(
      List<String> own, List<String> waysOut, List<String> virtualWaysOut) {
    if (dice.percent(60)) {
      TranslationGenerator generator = new TranslationGenerator(dice, networks.prefixes(), only);
      lines.addAll(generator.forwards(own, this::address, this::service));
      lines.addAll(generator.sources(waysOut, virtualWaysOut, this::address, this::endpoints));
    }
  }

  private void addNames() {
    for (int i = networks.isMany() ? dice.between(1, 2) : 0; i > 0; i--) {
      addLargeGroup("most" + i);
    }
    for (int i = dice.between(0, 6); i > 0; i--) {
      switch (dice.below(3)) {
        case 0 -> define("HOST host" + i, "host" + i, list(dice.of(1, 1, 2, 5), this::machine));
        case 1 -> define("NET wide" + i, "wide" + i, list(dice.of(1, 2, 3, 20), this::range));
        default -> {
          int count = dice.of(1, 2, 3);
          define(
              "GROUP many" + i,
              "many" + i,
              list(count, () -> dice.percent(70) ? dice.of(names) : range()));
        }
      }
    }
  }

  /** A group of twenty networks at least, which rules then often speak of. */
  private void addLargeGroup(String name) {
    List<String> members = new ArrayList<>(networks.names());
    for (int less = dice.between(0, members.size() - 20); less > 0; less--) {
      members.remove(dice.below(members.size()));
    }
    if (dice.percent(30)) {
      members.add(range());
    }
    define("GROUP " + name, name, String.join(", ", members));
    names.addAll(Collections.nCopies(members.size(), name));
  }

  private void define(String head, String name, String members) {
    lines.add(head + " " + members);
    names.add(name);
  }

  private void addServices() {
    for (int i = dice.between(0, 2); i > 0; i--) {
      lines.add("SERVICE service" + i + " " + list(dice.of(1, 3, 20), this::service));
      services.add("service" + i);
    }
  }

  static String list(int count, Supplier<String> member) {
    return IntStream.range(0, count)
        .mapToObj(i -> member.get())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String address() {
    return anyAddress().toString();
  }

  /** An address that a machine may have. */
  private String machine() {
    Address address = anyAddress();
    while (isReserved(address)) {
      address = anyAddress();
    }
    return address.toString();
  }

  private boolean isReserved(Address address) {
    boolean local = address.family() == Family.IPV6 && address.isLinkLocal();
    boolean four = address.family() == Family.IPV4;
    return local
        || address.isMulticast()
        || address.isLoopback()
        || address.isUnspecified()
        || networks.prefixes().stream()
            .anyMatch(
                it ->
                    it.contains(address)
                        && (it.first().equals(address) || (four && it.last().equals(address))));
  }

  private Address anyAddress() {
    if (networks.prefixes().isEmpty() || dice.percent(20)) {
      String far =
          dice.of("8.8.8.8", "8.8.4.4", "198.51.100.7", "2a00:1450::8", "fe80::7:9", "10.58.7.1");
      return Address.parse(far).orElseThrow();
    }
    AddressRange range = dice.of(networks.prefixes()).range();
    return switch (dice.below(4)) {
      case 0 -> near(range.first(), dice.between(-1, 9));
      case 1 -> near(range.last(), dice.between(-9, 1));
      default -> dice.within(range);
    };
  }

  /** The address so far from another, or that one at the end of the family. */
  private static Address near(Address address, int offset) {
    try {
      return address.plus(offset);
    } catch (ArithmeticException atTheEnd) {
      return address;
    }
  }

  /** An address, a prefix or a range. */
  private String range() {
    return switch (dice.below(8)) {
      case 0, 1 -> address();
      case 2, 3 -> prefix();
      case 4 -> dice.of(networks.prefixes().isEmpty() ? List.of("10.0.0.0/8") : texts());
      case 5 ->
          dice.of("0.0.0.0/0", "::/0", "10.0.0.0/7", "2001:db8::/32", "172.16.0.0/12", "0.0.0.0/1");
      default -> span();
    };
  }

  private List<String> texts() {
    return networks.prefixes().stream().map(Prefix::toString).toList();
  }

  private String prefix() {
    Address address = anyAddress();
    int bits = address.family().bits();
    return Prefix.of(address, dice.between(bits - (bits == 32 ? 14 : 80), bits)).toString();
  }

  private String span() {
    Address first = anyAddress();
    Address last = anyAddress();
    if (first.family() != last.family() || dice.percent(60)) {
      last = near(first, dice.of(1, 2, 5, 100, 300));
    }
    return first.compareTo(last) <= 0 ? first + "-" + last : last + "-" + first;
  }

  private String port() {
    // Some are close to each other, so that there are gaps of every width.
    int port =
        dice.percent(40)
            ? dice.between(20, 40)
            : dice.of(25, 53, 80, 443, 1000, 0, 65535, dice.between(1, 65535));
    return dice.percent(70)
        ? "" + port
        : port + "-" + Math.min(65535, port + dice.of(1, 2, 9, 5000));
  }

  private String service() {
    return switch (dice.below(14)) {
      case 0, 1, 2, 3 -> "tcp/" + port();
      case 4, 5, 6 -> "udp/" + port();
      case 7 -> "sctp/" + port();
      case 8 -> "icmp/" + dice.of("8", "13", "3", "echo-request", "8/0", "8/1", "254", "0");
      case 9 -> "icmp6/" + dice.of("128", "135", "1", "echo-request", "128/0", "139", "255");
      case 10 -> "proto/" + dice.of(47, 50, 89, 112, 6, 17, 132, 253);
      case 11 -> "proto/" + dice.of(1, 58, 47);
      default -> dice.of(services);
    };
  }

  private String endpoint() {
    return switch (dice.below(10)) {
      case 0 -> "any";
      case 1 -> "self";
      case 2 -> "not " + (dice.percent(80) ? dice.of(names) : range());
      case 3, 4 -> range();
      default -> dice.of(names);
    };
  }

  private String endpoints() {
    return list(dice.of(1, 1, 1, 2, 3), this::endpoint);
  }

  private void addRules() {
    for (int i = dice.between(2, 25); i > 0; i--) {
      switch (dice.below(12)) {
        case 0 -> addBlock("from " + endpoints(), () -> " to " + endpoints());
        case 1 -> addBlock("to " + endpoints(), () -> " from " + endpoints());
        case 2 -> addBlock("HOST " + only.get(0) + "-owner" + i + " " + machine(), this::oneSide);
        default -> {
          String sides = sides();
          lines.add(rule(sides) + options(sides));
        }
      }
    }
  }

  private void addBlock(String head, Supplier<String> sides) {
    lines.add(head + " {");
    for (int i = dice.between(1, 3); i > 0; i--) {
      String own = sides.get();
      lines.add("    " + rule(own) + options(head + own));
    }
    lines.add("}");
  }

  private String oneSide() {
    return (dice.percent(50) ? " from " : " to ") + endpoints();
  }

  private String sides() {
    String from = dice.percent(85) ? " from " + endpoints() : "";
    return from + (dice.percent(85) ? " to " + endpoints() : "");
  }

  private String rule(String sides) {
    String verdict = dice.of("allow", "allow", "allow", "deny", "reject");
    String services = dice.percent(70) ? " " + list(dice.of(1, 1, 2, 3, 17), this::service) : "";
    return verdict + sides + services;
  }

  private String options(String sides) {
    StringBuilder options = new StringBuilder();
    if (dice.percent(15)) {
      options.append(dice.of(" log", " log \"it's \\\"logged\\\"\""));
    }
    if (dice.percent(10)) {
      // What the kernel sends by itself takes tokens too.
      options.append(
          sides.contains("self")
              ? " limit 10000/second burst 10000"
              : dice.of(" limit 20/day burst 3", " limit 100/day"));
    }
    if (dice.percent(8)) {
      options.append(dice.of(" expires 2020-01-01", " expires 2099-12-31"));
    }
    if (dice.percent(8)) {
      options.append(" only ").append(dice.of(only));
    }
    return options.append(dice.percent(5) ? " note \"a # note\"" : "").toString();
  }
}
