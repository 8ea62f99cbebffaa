package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.InterfaceName;
import org.labwall.model.Leg;
import org.labwall.model.Service;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.project.Node;

/** Chooses one of a set of packets to show: such as a host would send, where there is any. */
public final class Witness {
  /** Echo requests of ICMP and ICMPv6. */
  private static final int PING = 8;

  private static final int PING6 = 128;

  private final Node node;
  private final Fields fields;
  private final Diagrams diagrams;
  private final int[] usual;
  private final List<Integer> kinds;
  private final int between;

  /** Of packets at a machine. */
  public Witness(Node node, Space space) {
    this.node = node;
    this.fields = space.fields();
    this.diagrams = space.diagrams();
    Family family = space.family();
    IntervalSet ping =
        family == Family.IPV4
            ? Kinds.ofType(Service.ICMP, PING)
            : Kinds.ofType(Service.ICMPV6, PING6);
    this.kinds =
        List.of(
            within(Axis.KIND, Kinds.ofPorts(Service.TCP, 1)),
            within(Axis.KIND, Kinds.ofPorts(Service.UDP, 1)),
            within(Axis.KIND, ping));
    this.between = between();
    IntervalSet strange = fields.addresses(strange(node, family));
    this.usual =
        new int[] {
          diagrams.not(within(Axis.SOURCE, strange)),
          diagrams.not(within(Axis.DESTINATION, strange))
        };
  }

  /** Packets from a network of the machine to another, as far as their interfaces say. */
  private int between() {
    int between = Diagrams.NOTHING;
    IntervalSet.Builder all = new IntervalSet.Builder();
    for (Leg leg : node.cluster().legs()) {
      all.addAll(fields.interfaces(List.of(new InterfaceName(leg.interfaceName(), false))));
    }
    IntervalSet ports = all.build();
    for (Leg leg : node.cluster().legs()) {
      IntervalSet here = fields.interfaces(List.of(new InterfaceName(leg.interfaceName(), false)));
      int away = within(Axis.EXIT, ports.difference(here));
      between = diagrams.then(between, diagrams.when(within(Axis.ENTRY, here), away));
    }
    return between;
  }

  /** The addresses that it prefers or avoids, so that they get numbers. */
  static void collect(Node node, Family family, Fields.Words words) {
    words.add(far(family));
    words.add(strange(node, family));
    words.add(virtual(node, family));
    for (Leg leg : node.cluster().legs()) {
      words.add(new InterfaceName(leg.interfaceName(), false));
    }
  }

  /** Addresses for examples (RFC 5737, RFC 3849), which lie behind a way out mostly. */
  private static AddressSet far(Family family) {
    return set(family == Family.IPV4 ? "198.51.100.0/24" : "2001:db8:ffff::/48");
  }

  /** Addresses that other hosts seldom have: reserved ones, ends of networks, the machine's own. */
  private static AddressSet strange(Node node, Family family) {
    List<AddressSet> all = new ArrayList<>();
    (family == Family.IPV4
            ? List.of("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3")
            : List.of("::/16", "fe80::/10", "ff00::/8"))
        .forEach(it -> all.add(set(it)));
    for (Leg leg : node.cluster().legs()) {
      leg.network()
          .prefix(family)
          .filter(it -> it.length() < family.bits() - 1)
          .ifPresent(
              it -> {
                all.add(AddressSet.of(single(it.first())));
                all.add(AddressSet.of(single(it.last())));
              });
      leg.stand(family)
          .ifPresent(it -> it.of(node.role()).forEach(own -> all.add(AddressSet.of(single(own)))));
    }
    return AddressSet.unionOf(family, all);
  }

  private static AddressSet virtual(Node node, Family family) {
    return AddressSet.of(
        family,
        node.cluster().legs().stream()
            .flatMap(leg -> leg.stand(family).flatMap(Leg.Stand::virtual).stream())
            .map(it -> single(it.address()))
            .toList());
  }

  private static AddressSet set(String prefix) {
    return AddressSet.of(Prefix.parse(prefix).orElseThrow());
  }

  private static AddressRange single(Address address) {
    return new AddressRange(address, address);
  }

  /** A packet of the set at a hook, by its numbers; nothing where it has none. */
  public Optional<int[]> of(int packets, Hook hook) {
    int left = packets;
    for (List<Integer> alternatives : preferences(hook)) {
      for (int preferred : alternatives) {
        int both = diagrams.when(preferred, left);
        if (both != Diagrams.NOTHING) {
          left = both;
          break;
        }
      }
    }
    List<int[]> found = new ArrayList<>();
    diagrams.visit(
        left,
        (first, end, value) -> {
          found.add(first.clone());
          return false;
        });
    found.forEach(packet -> atInterface(packet, packets, hook));
    return found.stream().findFirst();
  }

  private List<List<Integer>> preferences(Hook hook) {
    List<List<Integer>> all = new ArrayList<>();
    all.add(List.of(between));
    all.add(kinds);
    if (hook != Hook.OUTPUT) {
      all.add(List.of(far(Axis.SOURCE), usual[0]));
    }
    if (hook != Hook.INPUT) {
      all.add(List.of(far(Axis.DESTINATION), usual[1]));
    }
    IntervalSet virtual = fields.addresses(virtual(node, fields.family()));
    all.add(List.of(within(Axis.ORIGINAL_DESTINATION, virtual)));
    return all;
  }

  private int far(Axis axis) {
    return within(axis, fields.addresses(far(fields.family())));
  }

  private int within(Axis axis, IntervalSet numbers) {
    return diagrams.within(axis.ordinal(), numbers, Diagrams.ALL);
  }

  /** Gives what the machine gets or sends its address there, where it makes no difference. */
  private void atInterface(int[] packet, int packets, Hook hook) {
    if (hook != Hook.INPUT && hook != Hook.OUTPUT) {
      return;
    }
    int port = packet[(hook == Hook.INPUT ? Axis.ENTRY : Axis.EXIT).ordinal()];
    int axis = (hook == Hook.INPUT ? Axis.DESTINATION : Axis.SOURCE).ordinal();
    for (Leg leg : node.cluster().legs()) {
      Optional<List<Address>> own = leg.stand(fields.family()).map(it -> it.of(node.role()));
      if (own.isPresent() && fields.isNamed(port, leg.interfaceName())) {
        Address there = hook == Hook.INPUT ? own.get().getLast() : own.get().getFirst();
        int before = packet[axis];
        packet[axis] = fields.addresses(single(there)).first(0);
        if (diagrams.at(packets, packet) == 0) {
          packet[axis] = before;
        }
      }
    }
  }
}
