package org.labwall.packet;

import java.util.Arrays;
import java.util.List;
import org.labwall.address.Family;
import org.labwall.model.Service;

/**
 * Numbers the kinds of packets of one family: an IP protocol with a destination port, or with the
 * type and code of a message. Kinds that no rule tells apart have one number.
 */
public final class ServiceAxis {
  /** How many ports, or types and codes, a protocol has. */
  private static final int PROTOCOL = 1 << 16;

  private static final int PROTOCOLS = 1 << 8;

  /** How many codes a type of message has. */
  private static final int TYPE = 1 << 8;

  private final Family family;
  private final int[] starts;

  /** An axis on which all of {@code sets} are sets. */
  public ServiceAxis(List<List<Service>> sets, Family family) {
    this.family = family;
    int count = 1;
    for (List<Service> set : sets) {
      count += 2 * set.size();
    }
    int[] cuts = new int[count];
    int next = 1;
    for (List<Service> set : sets) {
      for (Service service : set) {
        cuts[next++] = first(service);
        cuts[next++] = first(service) + kinds(service);
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
  public int size() {
    return starts.length;
  }

  /** The numbers of these services; all where there are none. */
  public IntervalSet of(List<Service> services) {
    if (services.isEmpty()) {
      return IntervalSet.of(0, size());
    }
    IntervalSet.Builder numbers = new IntervalSet.Builder();
    for (Service service : services) {
      if (service.existsIn(family)) {
        numbers.add(rank(first(service)), rank(first(service) + kinds(service)));
      }
    }
    return numbers.build();
  }

  /** The first kind of a number: an IP protocol times 65536 plus a port, or a type and code. */
  int first(int number) {
    return starts[number];
  }

  /** The kind behind the last of a number. */
  int end(int number) {
    return number + 1 < starts.length ? starts[number + 1] : PROTOCOLS * PROTOCOL;
  }

  /** The number that starts at a cut. */
  private int rank(int cut) {
    return cut == PROTOCOLS * PROTOCOL ? size() : Arrays.binarySearch(starts, cut);
  }

  /** The first kind of a service, where all kinds are told apart. */
  private static int first(Service service) {
    int protocol = service.protocol() * PROTOCOL;
    return switch (service) {
      case Service.Ports ports -> protocol + ports.first();
      case Service.Icmp icmp -> protocol + icmp.type() * TYPE + icmp.code().orElse(0);
      case Service.Protocol it -> protocol;
    };
  }

  /** How many kinds in a row a service has then. */
  private static int kinds(Service service) {
    return switch (service) {
      case Service.Ports ports -> ports.last() - ports.first() + 1;
      case Service.Icmp icmp -> icmp.code().isPresent() ? 1 : TYPE;
      case Service.Protocol it -> PROTOCOL;
    };
  }
}
