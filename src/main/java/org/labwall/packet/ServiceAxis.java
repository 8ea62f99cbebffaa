package org.labwall.packet;

import java.util.Arrays;
import java.util.List;
import org.labwall.address.Family;
import org.labwall.model.Service;

/**
 * Numbers the kinds of packets of one family: an IP protocol with a destination port, or with the
 * type and code of a message. Kinds that no rule tells apart have one number.
 */
final class ServiceAxis {
  /** How many ports, or types and codes, a protocol has. */
  private static final int PROTOCOL = 1 << 16;

  private static final int PROTOCOLS = 1 << 8;

  /** How many codes a type of message has. */
  private static final int TYPE = 1 << 8;

  private final Family family;
  private final int[] starts;

  /** An axis on which all of {@code sets} are sets. */
  ServiceAxis(List<List<Service>> sets, Family family) {
    this.family = family;
    int count = 1;
    for (List<Service> set : sets) {
      count += 2 * set.size();
    }
    int[] cuts = new int[count];
    int next = 1;
    for (List<Service> set : sets) {
      for (Service service : set) {
        IntervalSet kinds = kinds(service);
        cuts[next++] = kinds.first(0);
        cuts[next++] = kinds.end(0);
      }
    }
    starts = ascending(cuts);
  }

  /** Each cut once, without the one that ends the last protocol. */
  private static int[] ascending(int[] cuts) {
    Arrays.sort(cuts);
    int kept = 1;
    for (int cut : cuts) {
      if (cut != cuts[kept - 1] && cut != PROTOCOLS * PROTOCOL) {
        cuts[kept++] = cut;
      }
    }
    return Arrays.copyOf(cuts, kept);
  }

  /** How many numbers there are. */
  int size() {
    return starts.length;
  }

  /** The numbers of these services; all where there are none. */
  IntervalSet of(List<Service> services) {
    if (services.isEmpty()) {
      return IntervalSet.of(0, size());
    }
    IntervalSet.Builder numbers = new IntervalSet.Builder();
    for (Service service : services) {
      if (service.existsIn(family)) {
        IntervalSet kinds = kinds(service);
        numbers.add(rank(kinds.first(0)), rank(kinds.end(0)));
      }
    }
    return numbers.build();
  }

  /** The number that starts at a cut. */
  private int rank(int cut) {
    return cut == PROTOCOLS * PROTOCOL ? size() : Arrays.binarySearch(starts, cut);
  }

  /** What a service is where all kinds are told apart. */
  private static IntervalSet kinds(Service service) {
    int protocol = service.protocol() * PROTOCOL;
    return switch (service) {
      case Service.Ports ports ->
          IntervalSet.of(protocol + ports.first(), protocol + ports.last() + 1);
      case Service.Icmp icmp -> {
        int first = protocol + icmp.type() * TYPE + icmp.code().orElse(0);
        yield IntervalSet.of(first, first + (icmp.code().isPresent() ? 1 : TYPE));
      }
      case Service.Protocol it -> IntervalSet.of(protocol, protocol + PROTOCOL);
    };
  }
}
