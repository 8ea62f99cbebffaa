package org.labwall.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.labwall.Effort;
import org.labwall.SiteText;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.project.Node;

/** Filters decide as a plain reading of the source does, for random policies and packets. */
class FilterMeaningTest {
  private static final int POLICIES = Effort.of(50);
  private static final int PACKETS = 400;

  /** As lists, and searched however few the rules are. */
  private static final List<Style> STYLES =
      List.of(
          Style.WITH_SETS,
          Style.WITH_MAPS,
          new Style(true, 0),
          new Style(false, 0),
          new Style(true, 1),
          new Style(false, 2),
          Style.WITHOUT_SETS);

  private static final List<String> SITES =
      List.of(
          """
          ROLE router rt
          DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1 inet6 2001:db8:1::/64 ::2
          DEV staff eth0 172.16.10.0/24 172.16.10.1 inet6 2001:db8:10::/64 ::1
          DEV lab eth2 172.16.20.0/24 172.16.20.1 inet6 2001:db8:20::/64 ::1
          DEV guests eth3 172.16.30.0/24 172.16.30.1
          DEV dmz eth4 172.16.40.0/24 172.16.40.1 inet6 2001:db8:40::/64 ::1
          ROUTE 10.58.0.0/16 via 172.16.10.254
          ROUTE 10.58.7.0/24 via 172.16.20.254
          ROUTE 2001:db8:58::/48 via 2001:db8:10::254
          """,
          """
          ROLE router rt
          DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1 inet6 2001:db8:1::/64 ::2
          DEV guests eth3 192.0.2.0/24 192.0.2.2 via 192.0.2.1
          DEV staff eth0 172.16.10.0/24 172.16.10.1 inet6 2001:db8:10::/64 ::1
          DEV lab eth2 172.16.20.0/24 172.16.20.1
          ROUTE 10.58.0.0/16 via 172.16.10.254
          ROLE far {
          DEV dmz eth0 172.16.40.0/24 172.16.40.1 inet6 2001:db8:40::/64 ::1
          }
          """,
          """
          ROLE router rt
          DEV lab eth2 172.16.20.0/24 172.16.20.1
          DEV staff eth0 172.16.10.0/24 172.16.10.1 inet6 2001:db8:10::/64 ::1
          ROLE far {
          DEV guests eth0 172.16.30.0/24 172.16.30.1
          DEV dmz eth1 172.16.40.0/24 172.16.40.1
          DEV internet eth2 203.0.113.0/24 203.0.113.2
          }
          """);

  private static final String NAMES =
      """
      HOST www 172.16.20.80, 2001:db8:20::80
      NET few 172.16.10.3-172.16.10.99, 172.16.20.7, 172.16.20.9, 8.8.8.8, 10.58.7.7, 172.16.30.4
      NET six 2001:db8:10::5-2001:db8:10::99, 2001:db8:58::/64, 2001:db8:99::1
      NET wide 172.16.0.0/12, 10.0.0.0/8, 2001:db8::/32
      GROUP inner staff, lab, few, six
      """;

  private static final List<String> ENDPOINTS =
      List.of(
          "any",
          "self",
          "staff",
          "lab",
          "guests",
          "dmz",
          "internet",
          "www",
          "few",
          "six",
          "wide",
          "inner",
          "172.16.10.77",
          "10.58.7.0/25",
          "172.16.9.250-172.16.11.3",
          "2001:db8:20::80",
          "not staff",
          "not few",
          "not inner",
          "not wide",
          "not internet",
          "not www",
          "not six");

  private static final List<String> SERVICES =
      List.of(
          "tcp/80",
          "tcp/80-90",
          "tcp/85",
          "udp/67",
          "udp/53",
          "icmp/8",
          "icmp6/128",
          "icmp/254",
          "proto/6",
          "proto/47",
          "sctp/9",
          "tcp/1-3",
          "tcp/89-95");

  private static final List<String> ADDRESSES =
      List.of(
          "172.16.10.0",
          "172.16.10.2",
          "172.16.10.3",
          "172.16.10.77",
          "172.16.10.99",
          "172.16.10.100",
          "172.16.10.255",
          "172.16.9.250",
          "172.16.11.3",
          "172.16.20.7",
          "172.16.20.8",
          "172.16.20.9",
          "172.16.20.80",
          "172.16.30.4",
          "172.16.30.5",
          "172.16.40.9",
          "10.58.7.7",
          "10.58.7.200",
          "10.58.8.1",
          "10.99.0.1",
          "8.8.8.8",
          "203.0.113.9",
          "192.0.2.9",
          "0.0.0.0",
          "255.255.255.255",
          "2001:db8:10::5",
          "2001:db8:10::99",
          "2001:db8:10::100",
          "2001:db8:20::80",
          "2001:db8:20::81",
          "2001:db8:40::9",
          "2001:db8:58::1",
          "2001:db8:58:9::1",
          "2001:db8:99::1",
          "2001:db8:1::9",
          "fe80::1",
          "2600::1");

  @Test
  void filtersMeanWhatTheSourceSays() {
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < POLICIES; seed++) {
      Random random = new Random(seed);
      String source = SITES.get(seed % SITES.size()) + NAMES + rules(random);
      for (Node node : SiteText.nodes(source)) {
        for (Family family : Family.values()) {
          if (node.has(family)) {
            Style style = STYLES.get(seed % STYLES.size());
            compare(node, family, style, source, seed, seen);
          }
        }
      }
    }
    // Every verdict at every hook was met, or the comparison is worth little.
    assertTrue(seen.size() >= 9, seen::toString);
  }

  private static void compare(
      Node node, Family family, Style style, String source, int seed, Set<String> seen) {
    FilterMachine machine = new FilterMachine(Filters.of(node, family, style));
    PolicyReading reading = new PolicyReading(node, family);
    Random random = new Random(seed);
    for (int i = 0; i < PACKETS; i++) {
      Packet packet = packet(node, family, random);
      String verdict = reading.verdict(packet);
      assertEquals(verdict, machine.verdict(packet), () -> "seed " + seed + "\n" + source + packet);
      seen.add(packet.hook() + " " + verdict);
    }
  }

  private static String rules(Random random) {
    return IntStream.rangeClosed(1, 1 + random.nextInt(12))
        .mapToObj(i -> rule(random))
        .collect(Collectors.joining());
  }

  private static String rule(Random random) {
    String services = random.nextInt(3) == 0 ? "" : " " + some(SERVICES, 4, random);
    String log = random.nextInt(4) == 0 ? " log" : "";
    String limit = random.nextInt(5) == 0 ? " limit 5/second" : "";
    return pick(List.of("allow", "deny", "reject"), random)
        + (" from " + some(ENDPOINTS, 3, random) + " to " + some(ENDPOINTS, 3, random))
        + (services + log + limit + "\n");
  }

  private static String some(List<String> words, int most, Random random) {
    return Stream.generate(() -> pick(words, random))
        .limit(1 + random.nextInt(most))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Packet packet(Node node, Family family, Random random) {
    List<String> ports =
        node.interfaces().stream()
            .filter(it -> it.network().flatMap(network -> network.prefix(family)).isPresent())
            .map(it -> it.name())
            .toList();
    Hook hook =
        pick(node.routes() ? List.of(Hook.values()) : List.of(Hook.INPUT, Hook.OUTPUT), random);
    List<Address> addresses =
        ADDRESSES.stream()
            .map(it -> Address.parse(it).orElseThrow())
            .filter(it -> it.family() == family)
            .toList();
    // The kernel forwards no packet to the broadcast address of all.
    List<Address> destinations =
        addresses.stream().filter(it -> !it.equals(Family.IPV4.highest())).toList();
    Address source = pick(addresses, random);
    // Nobody without an address asks for anything but an address.
    boolean request = family == Family.IPV4 && source.isUnspecified() && hook == Hook.INPUT;
    int protocol = request ? 17 : pick(List.of(6, 6, 17, 1, 58, 47, 132), random);
    return new Packet(
        hook,
        hook == Hook.OUTPUT ? Optional.empty() : Optional.of(pick(ports, random)),
        hook == Hook.INPUT ? Optional.empty() : Optional.of(pick(ports, random)),
        source,
        request ? family.highest() : pick(destinations, random),
        protocol,
        68,
        request ? 67 : pick(List.of(80, 85, 90, 95, 67, 53, 8, 128, 9, 2), random));
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
