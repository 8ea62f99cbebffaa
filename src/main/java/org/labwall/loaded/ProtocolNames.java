package org.labwall.loaded;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The names that Debian's {@code /etc/protocols} has, and those that the programs have besides. */
public final class ProtocolNames {
  /** ICMP of IPv4. */
  public static final int ICMP = 1;

  /** TCP. */
  public static final int TCP = 6;

  /** UDP. */
  public static final int UDP = 17;

  /** DCCP. */
  public static final int DCCP = 33;

  /** ICMP of IPv6. */
  public static final int ICMP6 = 58;

  /** SCTP. */
  public static final int SCTP = 132;

  /** UDP-Lite. */
  public static final int UDP_LITE = 136;

  private static final String LIST =
      "ip 0 hopopt 0 icmp 1 igmp 2 ggp 3 ipencap 4 st 5 tcp 6 egp 8 igp 9 pup 12 udp 17 hmp 20"
          + " xns-idp 22 rdp 27 iso-tp4 29 dccp 33 xtp 36 ddp 37 idpr-cmtp 38 ipv6 41"
          + " ipv6-route 43 ipv6-frag 44 idrp 45 rsvp 46 gre 47 esp 50 ah 51 skip 57 ipv6-icmp 58"
          + " icmpv6 58 icmp6 58 ipv6-nonxt 59 ipv6-opts 60 rspf 73 vmtp 81 eigrp 88 ospf 89"
          + " ax.25 93 ipip 94 etherip 97 encap 98 pim 103 ipcomp 108 comp 108 vrrp 112 l2tp 115"
          + " isis 124 sctp 132 fc 133 mobility-header 135 mh 135 ipv6-mh 135 udplite 136"
          + " mpls-in-ip 137 manet 138 hip 139 shim6 140 wesp 141 rohc 142 ethernet 143";

  private static final Map<String, Integer> NUMBERS = numbers();

  private static final NumberSet WITH_PORTS =
      NumberSet.of(
          List.of(
              new Value.Numbers(TCP, TCP),
              new Value.Numbers(UDP, UDP),
              new Value.Numbers(DCCP, DCCP),
              new Value.Numbers(SCTP, SCTP),
              new Value.Numbers(UDP_LITE, UDP_LITE)));

  private ProtocolNames() {}

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    String[] words = LIST.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      numbers.put(words[i], Integer.valueOf(words[i + 1]));
    }
    return numbers;
  }

  /** The number of a protocol's name, in whichever case; empty where it is none of these. */
  public static OptionalInt number(String name) {
    Integer number = NUMBERS.get(name);
    if (number == null) {
      number = NUMBERS.get(name.toLowerCase(Locale.ROOT));
    }
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Whether all of these protocols have ports. */
  public static boolean havePorts(NumberSet protocols) {
    return WITH_PORTS.containsAll(protocols);
  }
}
