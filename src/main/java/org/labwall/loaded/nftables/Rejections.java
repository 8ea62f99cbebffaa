package org.labwall.loaded.nftables;

import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.loaded.Verdict.With;

/** The words for how a sender is told, and the numbers for them that {@code nft -n} shows. */
final class Rejections {
  private Rejections() {}

  static Optional<With> icmp(String word) {
    return switch (word) {
      case "net-unreachable", "0" -> Optional.of(With.NET_UNREACHABLE);
      case "host-unreachable", "1" -> Optional.of(With.HOST_UNREACHABLE);
      case "prot-unreachable", "2" -> Optional.of(With.PROTOCOL_UNREACHABLE);
      case "port-unreachable", "3" -> Optional.of(With.PORT_UNREACHABLE);
      case "net-prohibited", "9" -> Optional.of(With.NET_PROHIBITED);
      case "host-prohibited", "10" -> Optional.of(With.HOST_PROHIBITED);
      case "admin-prohibited", "13" -> Optional.of(With.ADMIN_PROHIBITED);
      default -> Optional.empty();
    };
  }

  static Optional<With> icmpv6(String word) {
    return switch (word) {
      case "no-route", "0" -> Optional.of(With.NO_ROUTE);
      case "admin-prohibited", "1" -> Optional.of(With.ADMIN_PROHIBITED);
      case "addr-unreachable", "3" -> Optional.of(With.ADDRESS_UNREACHABLE);
      case "port-unreachable", "4" -> Optional.of(With.PORT_UNREACHABLE);
      case "policy-fail", "5" -> Optional.of(With.POLICY_FAIL);
      case "reject-route", "6" -> Optional.of(With.REJECT_ROUTE);
      default -> Optional.empty();
    };
  }

  /** The words that mean a message of either family. */
  static Optional<With> icmpx(String word, Family family) {
    boolean four = family == Family.IPV4;
    return switch (word) {
      case "port-unreachable", "1" -> Optional.of(With.PORT_UNREACHABLE);
      case "admin-prohibited", "3" -> Optional.of(With.ADMIN_PROHIBITED);
      case "no-route", "0" -> Optional.of(four ? With.NET_UNREACHABLE : With.NO_ROUTE);
      case "host-unreachable", "2" ->
          Optional.of(four ? With.HOST_UNREACHABLE : With.ADDRESS_UNREACHABLE);
      default -> Optional.empty();
    };
  }
}
