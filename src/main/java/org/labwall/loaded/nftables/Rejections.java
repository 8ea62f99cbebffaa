package org.labwall.loaded.nftables;

import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.loaded.Verdict.With;

/** The words for how a sender is told. */
final class Rejections {
  private Rejections() {}

  static Optional<With> icmp(String word) {
    return switch (word) {
      case "net-unreachable" -> Optional.of(With.NET_UNREACHABLE);
      case "host-unreachable" -> Optional.of(With.HOST_UNREACHABLE);
      case "prot-unreachable" -> Optional.of(With.PROTOCOL_UNREACHABLE);
      case "port-unreachable" -> Optional.of(With.PORT_UNREACHABLE);
      case "net-prohibited" -> Optional.of(With.NET_PROHIBITED);
      case "host-prohibited" -> Optional.of(With.HOST_PROHIBITED);
      case "admin-prohibited" -> Optional.of(With.ADMIN_PROHIBITED);
      default -> Optional.empty();
    };
  }

  static Optional<With> icmpv6(String word) {
    return switch (word) {
      case "no-route" -> Optional.of(With.NO_ROUTE);
      case "admin-prohibited" -> Optional.of(With.ADMIN_PROHIBITED);
      case "addr-unreachable" -> Optional.of(With.ADDRESS_UNREACHABLE);
      case "port-unreachable" -> Optional.of(With.PORT_UNREACHABLE);
      case "policy-fail" -> Optional.of(With.POLICY_FAIL);
      case "reject-route" -> Optional.of(With.REJECT_ROUTE);
      default -> Optional.empty();
    };
  }

  /** The words that mean a message of either family. */
  static Optional<With> icmpx(String word, Family family) {
    boolean four = family == Family.IPV4;
    return switch (word) {
      case "port-unreachable" -> Optional.of(With.PORT_UNREACHABLE);
      case "admin-prohibited" -> Optional.of(With.ADMIN_PROHIBITED);
      case "no-route" -> Optional.of(four ? With.NET_UNREACHABLE : With.NO_ROUTE);
      case "host-unreachable" ->
          Optional.of(four ? With.HOST_UNREACHABLE : With.ADDRESS_UNREACHABLE);
      default -> Optional.empty();
    };
  }
}
