package org.labwall.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.differential.Packet;
import org.labwall.differential.Router;
import org.labwall.loaded.Match.AddressType;
import org.labwall.loaded.Match.State;
import org.labwall.model.Leg;

/** Numbers the first packets of connections as a proof does. */
final class PacketNumbers {
  private static final int SYN = 2;

  private final Fields fields;
  private final Set<Address> own;
  private final Map<String, Set<Address>> ownAt = new HashMap<>();

  PacketNumbers(Fields fields, Router router) {
    this.fields = fields;
    this.own = router.addresses();
    for (Leg leg : router.legs()) {
      ownAt.put(leg.interfaceName(), Set.copyOf(router.addresses(leg.network())));
    }
  }

  /** What connection tracking says of a packet. */
  static State state(Packet packet) {
    return packet.isInvalid() ? State.INVALID : packet.isTracked() ? State.NEW : State.UNTRACKED;
  }

  /**
   * The numbers of a packet at a hook.
   *
   * @param now the packet as it is there
   * @param first the same as it came
   * @param tokens tells which buckets have one
   */
  int[] of(Packet now, Packet first, String in, String out, IntPredicate tokens) {
    int[] numbers = new int[fields.sizes().length];
    for (int i = Axis.values().length; i < numbers.length; i++) {
      numbers[i] = tokens.test(i - Axis.values().length) ? 1 : 0;
    }
    boolean translated =
        !now.destination().equals(first.destination()) || now.second() != first.second();
    set(numbers, Axis.STATE, state(first).ordinal());
    set(numbers, Axis.TRANSLATED_DESTINATION, translated ? 1 : 0);
    set(numbers, Axis.ENTRY, fields.interfaceNumber(in));
    set(numbers, Axis.SOURCE, fields.addressNumber(now.source()));
    set(numbers, Axis.EXIT, fields.interfaceNumber(out));
    set(numbers, Axis.DESTINATION, fields.addressNumber(now.destination()));
    set(numbers, Axis.KIND, kind(now));
    set(numbers, Axis.ORIGINAL_SOURCE, fields.addressNumber(first.source()));
    set(numbers, Axis.ORIGINAL_DESTINATION, fields.addressNumber(first.destination()));
    if (now.hasPorts()) {
      set(numbers, Axis.SOURCE_PORT, now.first());
      set(numbers, Axis.ORIGINAL_SOURCE_PORT, first.first());
      set(numbers, Axis.ORIGINAL_PORT, first.second());
    }
    set(numbers, Axis.HOPS, now.hops());
    set(numbers, Axis.FLAGS, now.protocol() == Packet.TCP ? SYN : 0);
    set(numbers, Axis.SOURCE_TYPE, type(now.source(), own));
    set(numbers, Axis.SOURCE_TYPE_THERE, type(now.source(), ownAt(in)));
    set(numbers, Axis.DESTINATION_TYPE, type(now.destination(), own));
    set(numbers, Axis.DESTINATION_TYPE_THERE, type(now.destination(), ownAt(in)));
    return numbers;
  }

  private static void set(int[] numbers, Axis axis, int number) {
    numbers[axis.ordinal()] = number;
  }

  private static int kind(Packet packet) {
    int low =
        packet.hasPorts()
            ? packet.second()
            : packet.isIcmp() ? packet.first() * 256 + packet.second() : 0;
    return (packet.protocol() << 16) + low;
  }

  private Set<Address> ownAt(String interfaceName) {
    return ownAt.getOrDefault(interfaceName, Set.of());
  }

  private static int type(Address address, Set<Address> local) {
    boolean all = address.equals(Family.IPV4.highest());
    AddressType type =
        local.contains(address)
            ? AddressType.LOCAL
            : all
                ? AddressType.BROADCAST
                : address.isMulticast() ? AddressType.MULTICAST : AddressType.UNICAST;
    return type.ordinal();
  }
}
