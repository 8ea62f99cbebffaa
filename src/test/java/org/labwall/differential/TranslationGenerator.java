package org.labwall.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.labwall.address.Family;
import org.labwall.address.Prefix;

/** Writes random translations of machines: masquerade, snat and forward. */
final class TranslationGenerator {
  private final Dice dice;
  private final List<Prefix> prefixes;
  private final List<String> only;
  private int hosts;

  /**
   * A generator for the machines of some roles.
   *
   * @param prefixes the networks, and those behind them
   * @param only the roles
   */
  TranslationGenerator(Dice dice, List<Prefix> prefixes, List<String> only) {
    this.dice = dice;
    this.prefixes = prefixes;
    this.only = only;
  }

  /** Forwards on networks in which the machines stand, and on addresses. */
  List<String> forwards(List<String> own, Supplier<String> address, Supplier<String> service) {
    List<String> lines = new ArrayList<>();
    for (int i = dice.of(0, 1, 2, 3, 6); i > 0; i--) {
      List<String> host = host();
      if (!host.isEmpty()) {
        lines.add(forward(host, own, address, service, lines));
      }
    }
    return lines;
  }

  private String forward(
      List<String> host,
      List<String> own,
      Supplier<String> address,
      Supplier<String> service,
      List<String> lines) {
    String port = dice.percent(40) ? ":" + dice.of(22, 8080, 65535) : "";
    String services =
        port.isEmpty()
            ? SourceGenerator.list(dice.of(1, 1, 2, 3, 17), service)
            : dice.of("tcp/80", "udp/53, tcp/53", "sctp/9", "tcp/" + dice.between(23, 40));
    String places = SourceGenerator.list(dice.of(1, 1, 1, 2, 3), () -> place(host, own, address));
    return "forward " + services + " on " + places + " to " + name(host, lines) + port + allow();
  }

  /** A network, or an address, which is not that of the host. */
  private String place(List<String> host, List<String> own, Supplier<String> address) {
    String place = dice.percent(60) ? router() : address.get();
    return dice.percent(70) || host.contains(place) ? dice.of(own) : place;
  }

  /** The addresses of a machine; those of the routers are below these. */
  private List<String> host() {
    List<String> addresses = new ArrayList<>();
    for (Family family : Family.values()) {
      List<Prefix> wide =
          prefixes.stream()
              .filter(it -> it.family() == family && family.bits() - it.length() >= 4)
              .toList();
      if (!wide.isEmpty() && dice.percent(80)) {
        addresses.add(dice.of(wide).first().plus(dice.between(5, 7)).toString());
      }
    }
    return addresses;
  }

  private String name(List<String> host, List<String> lines) {
    if (host.size() == 1 && dice.percent(50)) {
      return host.get(0).contains(":") ? "[" + host.get(0) + "]" : host.get(0);
    }
    String name = only.get(0) + "-target" + hosts++;
    lines.add("HOST " + name + " " + String.join(", ", host));
    return name;
  }

  /** An address that a router has, or that another may have. */
  private String router() {
    return dice.of(prefixes).first().plus(dice.between(1, 3)).toString();
  }

  private String allow() {
    return (dice.percent(40) ? " without allow" : "") + options();
  }

  private String options() {
    String expires = dice.percent(8) ? dice.of(" expires 2020-01-01", " expires 2099-12-31") : "";
    return expires + (dice.percent(8) ? " only " + dice.of(only) : "");
  }

  /** Other sources for what leaves by some of the ways out. */
  List<String> sources(
      List<String> waysOut,
      List<String> virtualWaysOut,
      Supplier<String> address,
      Supplier<String> endpoints) {
    List<String> lines = new ArrayList<>();
    for (int i = waysOut.isEmpty() ? 0 : dice.of(0, 1, 2, 3); i > 0; i--) {
      String from = dice.percent(85) ? " from " + endpoints.get() : "";
      if (!virtualWaysOut.isEmpty() && dice.percent(40)) {
        lines.add("snat" + from + " to " + dice.of(virtualWaysOut) + " as virtual" + options());
      } else {
        String to = dice.percent(60) ? " to " + dice.of(waysOut) : "";
        lines.add(
            dice.percent(50)
                ? "masquerade" + from + to + options()
                : "snat" + from + to + " as " + newSource(address) + options());
      }
    }
    return lines;
  }

  /** One address of each family at most. */
  private String newSource(Supplier<String> address) {
    String first = address.get();
    String second = address.get();
    boolean both = first.contains(":") != second.contains(":");
    return both ? first + ", " + second : first;
  }
}
