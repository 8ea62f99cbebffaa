package org.labwall.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.AddressCuts;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.InterfaceName;
import org.labwall.loaded.Match;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.Rule;
import org.labwall.packet.IntervalSet;

/** Numbers what packets of one family have on each axis; what no rule tells apart is one number. */
public final class Fields {
  /** The first axis of a token bucket. */
  static final int BUCKETS = Axis.values().length;

  /** What names of interfaces end with that stand for all that no rule names. */
  private static final String OTHER = "~";

  private final Family family;
  private final AddressCuts addresses;
  private final List<String> interfaces;
  private final List<String> helpers;
  private final Buckets buckets;

  private Fields(Family family, Words words) {
    this.family = family;
    // A table of both families may name addresses of the other one, which no packet here has.
    words.addresses.removeIf(it -> it.family() != family);
    words.addresses.add(AddressSet.all(family));
    this.addresses = AddressCuts.of(words.addresses);
    this.helpers = List.copyOf(words.helpers);
    Set<String> names = new LinkedHashSet<>();
    words.interfaces.stream().filter(it -> !it.start()).forEach(it -> names.add(it.text()));
    words.interfaces.stream()
        .filter(InterfaceName::start)
        .forEach(it -> names.add(it.text() + OTHER));
    names.add(OTHER);
    this.interfaces = List.copyOf(names);
    this.buckets = new Buckets(words.buckets, words.limited);
  }

  /** What rules name. */
  public static final class Words {
    private final List<AddressSet> addresses = new ArrayList<>();
    private final Set<InterfaceName> interfaces = new LinkedHashSet<>();
    private final Set<String> helpers = new LinkedHashSet<>();
    private final List<Buckets.Said> buckets = new ArrayList<>();
    private final List<Rule> limited = new ArrayList<>();

    void add(AddressSet set) {
      addresses.add(set);
    }

    void add(AddressRange range) {
      addresses.add(AddressSet.of(range));
    }

    void add(InterfaceName name) {
      interfaces.add(name);
    }

    void addHelper(String name) {
      helpers.add(name);
    }

    void add(Buckets.Said bucket) {
      buckets.add(bucket);
    }

    void addLimited(Rule rule) {
      limited.add(rule);
    }

    /** How many sets of addresses were added. */
    int size() {
      return addresses.size();
    }

    /** The numbers of all that was added. */
    Fields fields(Family family) {
      return new Fields(family, this);
    }
  }

  /** The family of their addresses. */
  public Family family() {
    return family;
  }

  /** The sizes of all axes, the buckets behind the others. */
  public int[] sizes() {
    int[] sizes = new int[BUCKETS + buckets.count()];
    for (Axis axis : Axis.values()) {
      sizes[axis.ordinal()] =
          switch (axis) {
            case ENTRY, EXIT -> interfaces.size();
            case SOURCE, DESTINATION, ORIGINAL_SOURCE, ORIGINAL_DESTINATION -> addresses.size();
            case HELPER -> helpers.size() + 1;
            default -> axis.size();
          };
    }
    Arrays.fill(sizes, BUCKETS, sizes.length, 2);
    return sizes;
  }

  IntervalSet addresses(AddressSet set) {
    IntervalSet.Builder numbers = new IntervalSet.Builder();
    for (int i = 0; i < set.rangeCount(); i++) {
      numbers.add(addresses.first(set, i), addresses.end(set, i));
    }
    return numbers.build();
  }

  /** The numbers of a range; none of the other family, which a table of both may name. */
  IntervalSet addresses(AddressRange range) {
    return range.first().family() == family ? addresses(AddressSet.of(range)) : IntervalSet.EMPTY;
  }

  IntervalSet interfaces(List<InterfaceName> names) {
    IntervalSet.Builder numbers = new IntervalSet.Builder();
    for (InterfaceName name : names) {
      if (interfaces.stream().noneMatch(name::matches)) {
        throw new IllegalArgumentException("no number for the interface " + name);
      }
      for (int i = 0; i < interfaces.size(); i++) {
        if (name.matches(interfaces.get(i))) {
          numbers.add(i, i + 1);
        }
      }
    }
    return numbers.build();
  }

  /** Whether the interface of a number has this name. */
  boolean isNamed(int number, String name) {
    return interfaces.get(number).equals(name);
  }

  /** The same packet with a token in every bucket. */
  int[] withTokens(int[] packet) {
    int[] full = packet.clone();
    Arrays.fill(full, BUCKETS, full.length, 1);
    return full;
  }

  /** The number of an interface of this name, which may be that of all that no rule names. */
  int interfaceNumber(String name) {
    int exact = interfaces.indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    int longest = interfaces.size() - 1;
    for (int i = 0; i < interfaces.size(); i++) {
      String start = interfaces.get(i);
      if (start.endsWith(OTHER)
          && name.startsWith(start.substring(0, start.length() - 1))
          && start.length() > interfaces.get(longest).length()) {
        longest = i;
      }
    }
    return longest;
  }

  /** The number of an address. */
  int addressNumber(Address address) {
    return addresses.at(address);
  }

  /** The addresses that have this number. */
  AddressRange addresses(int number) {
    return addresses.range(family, number, number + 1);
  }

  /** Addresses in words, by their numbers: as a prefix where they are one. */
  public List<String> text(IntervalSet numbers) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < numbers.intervals(); i++) {
      AddressRange range = addresses.range(family, numbers.first(i), numbers.end(i));
      List<Prefix> prefixes = range.toPrefixes();
      boolean single = range.first().equals(range.last());
      all.add(prefixes.size() == 1 && !single ? prefixes.getFirst().toString() : range.toString());
    }
    return all;
  }

  /** Connections that one of these helpers expected; number 0 has those that none did. */
  IntervalSet helpers(List<String> names) {
    IntervalSet.Builder numbers = new IntervalSet.Builder();
    for (String name : names) {
      int place = helpers.indexOf(name);
      if (place < 0) {
        throw new IllegalArgumentException("no number for the helper " + name);
      }
      numbers.add(place + 1, place + 2);
    }
    return numbers.build();
  }

  /** The limits in words that were asked for a token. */
  public String limits(Outcome outcome) {
    return buckets.text(outcome.asked());
  }

  /** The token buckets, which have the axes behind those that have a name; 1 is a token there. */
  Buckets buckets() {
    return buckets;
  }

  /** A packet at a hook in words; what no rule asks for is not said. */
  String text(Hook hook, int[] packet) {
    int kind = packet[Axis.KIND.ordinal()];
    StringBuilder text = new StringBuilder();
    text.append(Match.State.values()[packet[Axis.STATE.ordinal()]].name().toLowerCase(Locale.ROOT));
    text.append(' ').append(Kinds.text(kind)).append(" from ").append(address(packet, Axis.SOURCE));
    if (packet[Axis.SOURCE_PORT.ordinal()] > 0) {
      text.append(" port ").append(packet[Axis.SOURCE_PORT.ordinal()]);
    }
    text.append(" to ").append(address(packet, Axis.DESTINATION));
    if (hook != Hook.OUTPUT) {
      text.append(" by ").append(interfaces.get(packet[Axis.ENTRY.ordinal()]));
    }
    if (hook != Hook.PREROUTING && hook != Hook.INPUT) {
      text.append(" to ").append(interfaces.get(packet[Axis.EXIT.ordinal()]));
    }
    if (packet[Axis.TRANSLATED_DESTINATION.ordinal()] > 0) {
      text.append(", at first to ").append(address(packet, Axis.ORIGINAL_DESTINATION));
      text.append(" port ").append(packet[Axis.ORIGINAL_PORT.ordinal()]);
    }
    if (packet[Axis.HELPER.ordinal()] > 0) {
      text.append(", expected by ").append(helpers.get(packet[Axis.HELPER.ordinal()] - 1));
    }
    return text.toString();
  }

  private Address address(int[] packet, Axis axis) {
    int number = packet[axis.ordinal()];
    AddressRange range = addresses(number);
    // What a range starts with is no host, mostly.
    return range.first().next().filter(range::contains).orElse(range.first());
  }

  /** Packets of these protocols with one of these ports, or types and codes, below 65536. */
  static IntervalSet kinds(NumberSet protocols, NumberSet low) {
    IntervalSet.Builder kinds = new IntervalSet.Builder();
    for (var range : protocols.ranges()) {
      for (int protocol = range.first(); protocol <= range.last(); protocol++) {
        for (var numbers : low.ranges()) {
          kinds.add((protocol << 16) + numbers.first(), (protocol << 16) + numbers.last() + 1);
        }
      }
    }
    return kinds.build();
  }

  /** Packets of these protocols. */
  static IntervalSet kinds(NumberSet protocols) {
    IntervalSet.Builder kinds = new IntervalSet.Builder();
    for (var range : protocols.ranges()) {
      kinds.add(range.first() << 16, (range.last() + 1) << 16);
    }
    return kinds.build();
  }

  static IntervalSet numbers(NumberSet set) {
    IntervalSet.Builder numbers = new IntervalSet.Builder();
    set.ranges().forEach(it -> numbers.add(it.first(), it.last() + 1));
    return numbers.build();
  }

  static IntervalSet ordinals(Iterable<? extends Enum<?>> values) {
    IntervalSet.Builder numbers = new IntervalSet.Builder();
    values.forEach(it -> numbers.add(it.ordinal(), it.ordinal() + 1));
    return numbers.build();
  }
}
