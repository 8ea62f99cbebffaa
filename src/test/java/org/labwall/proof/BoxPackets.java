package org.labwall.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.differential.Dice;
import org.labwall.differential.Packet;
import org.labwall.differential.Router;
import org.labwall.loaded.Chain.Hook;

/** Packets out of boxes of numbers, some at their edges and others inside. */
final class BoxPackets {
  private static final int USUAL_HOPS = 64;

  /** Who speaks on a link, and to whom. */
  private static final List<Address> OF_LINKS =
      Stream.of("0.0.0.0", "255.255.255.255", "224.0.0.18", "::", "fe80::7:9", "ff02::12")
          .map(it -> Address.parse(it).orElseThrow())
          .toList();

  private final Fields fields;
  private final Router router;
  private final Dice dice;
  private final Set<Address> own;

  BoxPackets(Fields fields, Router router, Dice dice) {
    this.fields = fields;
    this.router = router;
    this.dice = dice;
    this.own = router.addresses();
  }

  /** A packet of a box, as it is before any translation; it may yet be none. */
  Optional<Packet> of(Hook hook, int[] first, int[] end) {
    boolean translated = first[Axis.TRANSLATED_DESTINATION.ordinal()] > 0;
    boolean looped = is(first, end, hook == Hook.OUTPUT ? Axis.EXIT : Axis.ENTRY, "lo");
    boolean fromHere =
        looped || hook == Hook.OUTPUT || dice.percent(hook == Hook.POSTROUTING ? 50 : 0);
    Optional<Address> source =
        fromHere ? in(own, first, end, Axis.SOURCE) : address(first, end, Axis.SOURCE);
    Axis to = translated ? Axis.ORIGINAL_DESTINATION : Axis.DESTINATION;
    boolean toHere = translated || looped || hook == Hook.INPUT || hook == Hook.PREROUTING;
    Optional<Address> destination =
        toHere && dice.percent(75) ? in(own, first, end, to) : address(first, end, to);
    List<String> by =
        router.interfaces().stream().filter(it -> is(first, end, Axis.ENTRY, it)).toList();
    if (source.isEmpty() || destination.isEmpty() || (!fromHere && by.isEmpty())) {
      return Optional.empty();
    }
    int kind = kind(first, end);
    int low = kind & 0xffff;
    Optional<String> from = fromHere ? Optional.empty() : Optional.of(dice.of(by));
    int hops = hops(first, end, hook == Hook.FORWARD || hook == Hook.POSTROUTING ? 1 : 0);
    Packet ports = new Packet(from, source.get(), destination.get(), kind >> 16, 0, 0, hops);
    if (ports.isIcmp()) {
      return Optional.of(
          new Packet(from, source.get(), destination.get(), kind >> 16, low >> 8, low & 255, hops));
    }
    if (translated) {
      low = number(first, end, Axis.ORIGINAL_PORT);
    }
    int port = Math.max(1, number(first, end, Axis.SOURCE_PORT));
    return Optional.of(
        new Packet(from, source.get(), destination.get(), kind >> 16, port, low, hops));
  }

  private boolean is(int[] first, int[] end, Axis port, String interfaceName) {
    int number = fields.interfaceNumber(interfaceName);
    return first[port.ordinal()] <= number && number < end[port.ordinal()];
  }

  private int number(int[] first, int[] end, Axis axis) {
    return dice.between(first[axis.ordinal()], end[axis.ordinal()] - 1);
  }

  private int hops(int[] first, int[] end, int spent) {
    int low = first[Axis.HOPS.ordinal()];
    int high = end[Axis.HOPS.ordinal()] - 1;
    int at = low <= USUAL_HOPS && USUAL_HOPS <= high ? USUAL_HOPS : high;
    return Math.min(255, Math.max(1 + spent, at + spent));
  }

  /** A kind of the box; where it may be any, one that is met often. */
  private int kind(int[] first, int[] end) {
    int low = first[Axis.KIND.ordinal()];
    int high = end[Axis.KIND.ordinal()] - 1;
    List<Integer> usual = new ArrayList<>(List.of(low, high));
    boolean four = fields.family() == Family.IPV4;
    int echo = four ? (1 << 16) + 8 * 256 : (58 << 16) + 128 * 256;
    // An echo's answer that nothing asked for is invalid.
    int answer = four ? 1 << 16 : (58 << 16) + 129 * 256;
    for (int kind : new int[] {echo, answer, (6 << 16) + 1027, (17 << 16) + 1027, 253 << 16}) {
      if (low <= kind && kind <= high) {
        usual.add(kind);
      }
    }
    usual.add(dice.between(low, high));
    int kind = dice.of(usual);
    int protocol = kind >> 16;
    boolean low16 = protocol == 6 || protocol == 17 || protocol == 132;
    boolean icmp = protocol == (fields.family() == Family.IPV4 ? 1 : 58);
    return low16 || icmp ? kind : protocol << 16;
  }

  /** One of some addresses that is in a box. */
  private Optional<Address> in(Collection<Address> some, int[] first, int[] end, Axis axis) {
    List<Address> in =
        some.stream()
            .filter(it -> it.family() == fields.family())
            .filter(
                it -> {
                  int number = fields.addressNumber(it);
                  return first[axis.ordinal()] <= number && number < end[axis.ordinal()];
                })
            .toList();
    return in.isEmpty() ? Optional.empty() : Optional.of(dice.of(in));
  }

  private Optional<Address> address(int[] first, int[] end, Axis axis) {
    Optional<Address> ofLink = in(OF_LINKS, first, end, axis);
    if (ofLink.isPresent() && dice.percent(30)) {
      return ofLink;
    }
    AddressRange range = fields.addresses(number(first, end, axis));
    Set<Address> some = new LinkedHashSet<>(List.of(range.first(), range.last()));
    range.first().next().filter(range::contains).ifPresent(some::add);
    some.add(dice.within(range));
    return Optional.of(dice.of(List.copyOf(some)));
  }
}
