package org.labwall.loaded;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;

/**
 * The names that iptables, ip6tables and nft have for messages of ICMP. Where two of them mean the
 * same word, they mean the same number.
 */
public final class IcmpNames {
  private static final int CODES = 256;

  private static final Map<String, NumberSet> IPV4 =
      messages(
          "echo-reply 0 pong 0 destination-unreachable 3 network-unreachable 3/0"
              + " host-unreachable 3/1 protocol-unreachable 3/2 port-unreachable 3/3"
              + " fragmentation-needed 3/4 source-route-failed 3/5 network-unknown 3/6"
              + " host-unknown 3/7 network-prohibited 3/9 host-prohibited 3/10"
              + " TOS-network-unreachable 3/11 TOS-host-unreachable 3/12"
              + " communication-prohibited 3/13 host-precedence-violation 3/14"
              + " precedence-cutoff 3/15 source-quench 4 redirect 5 network-redirect 5/0"
              + " host-redirect 5/1 TOS-network-redirect 5/2 TOS-host-redirect 5/3 echo-request 8"
              + " ping 8 router-advertisement 9 router-solicitation 10 time-exceeded 11"
              + " ttl-exceeded 11 ttl-zero-during-transit 11/0 ttl-zero-during-reassembly 11/1"
              + " parameter-problem 12 ip-header-bad 12/0 required-option-missing 12/1"
              + " timestamp-request 13 timestamp-reply 14 info-request 15 info-reply 16"
              + " address-mask-request 17 address-mask-reply 18");

  private static final Map<String, NumberSet> IPV6 =
      messages(
          "destination-unreachable 1 no-route 1/0 communication-prohibited 1/1 beyond-scope 1/2"
              + " address-unreachable 1/3 port-unreachable 1/4 failed-policy 1/5 reject-route 1/6"
              + " packet-too-big 2 time-exceeded 3 ttl-exceeded 3 ttl-zero-during-transit 3/0"
              + " ttl-zero-during-reassembly 3/1 parameter-problem 4 bad-header 4/0"
              + " unknown-header-type 4/1 unknown-option 4/2 echo-request 128 ping 128"
              + " echo-reply 129 pong 129 mld-listener-query 130 mld-listener-report 131"
              + " mld-listener-done 132 mld-listener-reduction 132 router-solicitation 133"
              + " nd-router-solicit 133 router-advertisement 134 nd-router-advert 134"
              + " neighbour-solicitation 135 neighbor-solicitation 135 nd-neighbor-solicit 135"
              + " neighbour-advertisement 136 neighbor-advertisement 136 nd-neighbor-advert 136"
              + " redirect 137 nd-redirect 137 router-renumbering 138 ind-neighbor-solicit 141"
              + " ind-neighbor-advert 142 mld2-listener-report 143");

  private IcmpNames() {}

  private static Map<String, NumberSet> messages(String list) {
    Map<String, NumberSet> messages = new HashMap<>();
    String[] words = list.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      String[] numbers = words[i + 1].split("/");
      int type = Integer.parseInt(numbers[0]);
      messages.put(
          words[i],
          numbers.length == 1 ? ofType(type) : ofCode(type, Integer.parseInt(numbers[1])));
    }
    return messages;
  }

  /** The messages that a name stands for, as {@link Match.Icmp} numbers them. */
  public static Optional<NumberSet> messages(Family family, String name) {
    return Optional.ofNullable((family == Family.IPV4 ? IPV4 : IPV6).get(name));
  }

  /** The messages of a type. */
  public static NumberSet ofType(int type) {
    return NumberSet.of(type * CODES, type * CODES + CODES - 1);
  }

  /** The message of a type and a code. */
  public static NumberSet ofCode(int type, int code) {
    return NumberSet.of(type * CODES + code);
  }

  /** The protocol that carries the messages of a family. */
  public static int protocol(Family family) {
    return family == Family.IPV4 ? ProtocolNames.ICMP : ProtocolNames.ICMP6;
  }
}
