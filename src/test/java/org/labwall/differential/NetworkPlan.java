package org.labwall.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Prefix;

/**
 * Random networks of one or two routers: side by side or far apart, of one family or both, some of
 * them ways out, some with other networks behind them.
 */
final class NetworkPlan {
  private final Dice dice;
  private final boolean pair;
  private final boolean many;
  private final List<String> lines = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<Prefix> prefixes = new ArrayList<>();
  private final List<String> joins = new ArrayList<>();
  private final List<String> waysOut = new ArrayList<>();
  private final List<String> virtualWaysOut = new ArrayList<>();
  private Address next4;
  private int next6;
  private int routers;

  NetworkPlan(Dice dice) {
    this.dice = dice;
    this.pair = dice.percent(40);
    this.next4 = Address.parse(dice.of("172.16.10.0", "10.1.0.0", "203.0.113.0")).orElseThrow();
    this.next6 = dice.below(3);
    this.many = dice.percent(10);
    int networks = many ? dice.between(20, 32) : dice.between(2, 6);
    int waysOut = dice.of(0, 1, 1, 1, 2);
    if (pair) {
      lines.add("ROLE master rt1, backup rt2");
    }
    for (int i = 0; i < networks; i++) {
      addNetwork(i, i < Math.min(waysOut, networks - 1));
    }
    if (routers > 0) {
      lines.add("VRRP START");
    }
    addRoutes();
  }

  List<String> lines() {
    return lines;
  }

  /** The networks' names. */
  List<String> names() {
    return names;
  }

  /** The networks and those behind them. */
  List<Prefix> prefixes() {
    return prefixes;
  }

  /** Whether there are so many that rules of groups of them are searched for. */
  boolean isMany() {
    return many;
  }

  /** The networks that are ways out. */
  List<String> waysOut() {
    return waysOut;
  }

  /** Those of them with virtual addresses. */
  List<String> virtualWaysOut() {
    return virtualWaysOut;
  }

  /** What a machine inside may say to stand in one of the networks, the gateway left out. */
  List<String> joins() {
    return joins;
  }

  /** The roles of the routers. */
  List<String> roles() {
    return pair ? List.of("master", "backup") : List.of("router");
  }

  private void addNetwork(int index, boolean wayOut) {
    String metric = wayOut ? " metric " + (index + 1) : "";
    names.add("net" + index);
    if (wayOut && dice.percent(15)) {
      lines.add("DEV net%d eth%d dhcp%s".formatted(index, index + 1, metric));
      waysOut.add("net" + index);
      return;
    }
    int families = dice.of(4, 4, 6, 46, 46, 46);
    boolean virtual = pair && dice.percent(80);
    StringBuilder line = new StringBuilder();
    boolean vlan = dice.percent(50);
    String head =
        vlan ? "VLAN " + (10 + index) + " eth0" : "DEV net" + index + " eth" + (index + 1);
    line.append(head);
    if (families != 6) {
      Prefix prefix = prefix4();
      line.append(columns(prefix, virtual ? "-" + (10 + index) + "*" : "", virtual, wayOut));
      if (prefix.length() <= 28) {
        joins.add(head + " " + prefix.first().plus(10));
      }
    }
    if (families != 4) {
      String id = families == 6 && virtual ? "-" + (10 + index) + "*" : "";
      line.append(families == 6 ? "" : " inet6");
      line.append(columns(prefix6(), id, virtual, wayOut && dice.percent(85)));
    }
    routers += virtual ? 1 : 0;
    if (line.indexOf(" via ") > 0) {
      waysOut.add("net" + index);
      if (virtual) {
        virtualWaysOut.add("net" + index);
      }
    }
    lines.add(line + (vlan ? " net" + index : "") + metric);
  }

  /** The prefix, the addresses and the gateway, the first of the network but its own. */
  private String columns(Prefix prefix, String id, boolean virtual, boolean wayOut) {
    Address first = prefix.first();
    StringBuilder text = new StringBuilder(" " + prefix + " ");
    text.append(first.plus(1));
    if (pair) {
      text.append('-').append(first.plus(2));
    }
    if (virtual) {
      text.append('-').append(first.plus(3)).append(id);
    }
    return wayOut
        ? text.append(" via ").append(first.plus(pair ? 4 : 2)).toString()
        : text.toString();
  }

  private Prefix prefix4() {
    int length = pair ? dice.of(20, 24, 25, 26, 28) : dice.of(20, 24, 24, 25, 28, 30);
    long size = 1L << (32 - length);
    long aligned = (next4.low() + size - 1) / size * size;
    Prefix prefix = Prefix.of(new Address(next4.family(), 0, aligned), length);
    next4 = prefix.last().plus(1 + (dice.percent(30) ? size : 0));
    prefixes.add(prefix);
    return prefix;
  }

  private Prefix prefix6() {
    String text = "2001:db8:0:%x::/%d".formatted(next6, dice.of(64, 64, 64, 112, 124));
    next6 += dice.of(1, 1, 2);
    Prefix prefix = Prefix.parse(text).orElseThrow();
    prefixes.add(prefix);
    return prefix;
  }

  /** Networks behind others; some hold networks of the router, or one another. */
  private void addRoutes() {
    List<Prefix> connected = List.copyOf(prefixes);
    List<String> free =
        new ArrayList<>(
            List.of(
                "10.58.0.0/16",
                "10.58.7.0/24",
                "10.58.7.128/25",
                "172.16.0.0/12",
                "10.0.0.0/8",
                "198.51.100.7/32",
                "2001:db8:58::/48",
                "2001:db8:58:4::/64",
                "2001:db8::/40"));
    for (int count = dice.of(0, 0, 1, 2, 4); count > 0; count--) {
      Prefix route = Prefix.parse(free.remove(dice.below(free.size()))).orElseThrow();
      gateway(route, connected)
          .ifPresent(
              gateway -> {
                lines.add("ROUTE " + route + " via " + gateway);
                prefixes.add(route);
              });
    }
  }

  private Optional<Address> gateway(Prefix route, List<Prefix> connected) {
    List<Prefix> possible =
        connected.stream()
            .filter(it -> it.family() == route.family() && it.family().bits() - it.length() > 3)
            .toList();
    return possible.isEmpty()
        ? Optional.empty()
        : Optional.of(dice.of(possible).first().plus(dice.between(6, 9)));
  }
}
