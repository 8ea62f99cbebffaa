package org.labwall.loaded.iptables;

import static org.labwall.loaded.Verdict.With;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.labwall.address.Family;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.Verdict;

/** The target REJECT. */
final class RejectTarget implements Target {
  private static final Map<String, With> IPV4 =
      Map.ofEntries(
          Map.entry("icmp-net-unreachable", With.NET_UNREACHABLE),
          Map.entry("net-unreach", With.NET_UNREACHABLE),
          Map.entry("icmp-host-unreachable", With.HOST_UNREACHABLE),
          Map.entry("host-unreach", With.HOST_UNREACHABLE),
          Map.entry("icmp-proto-unreachable", With.PROTOCOL_UNREACHABLE),
          Map.entry("proto-unreach", With.PROTOCOL_UNREACHABLE),
          Map.entry("icmp-port-unreachable", With.PORT_UNREACHABLE),
          Map.entry("port-unreach", With.PORT_UNREACHABLE),
          Map.entry("icmp-net-prohibited", With.NET_PROHIBITED),
          Map.entry("net-prohib", With.NET_PROHIBITED),
          Map.entry("icmp-host-prohibited", With.HOST_PROHIBITED),
          Map.entry("host-prohib", With.HOST_PROHIBITED),
          Map.entry("icmp-admin-prohibited", With.ADMIN_PROHIBITED),
          Map.entry("admin-prohib", With.ADMIN_PROHIBITED),
          Map.entry("tcp-reset", With.TCP_RESET),
          Map.entry("tcp-rst", With.TCP_RESET));

  private static final Map<String, With> IPV6 =
      Map.ofEntries(
          Map.entry("icmp6-no-route", With.NO_ROUTE),
          Map.entry("no-route", With.NO_ROUTE),
          Map.entry("icmp6-adm-prohibited", With.ADMIN_PROHIBITED),
          Map.entry("adm-prohibited", With.ADMIN_PROHIBITED),
          Map.entry("icmp6-addr-unreachable", With.ADDRESS_UNREACHABLE),
          Map.entry("addr-unreach", With.ADDRESS_UNREACHABLE),
          Map.entry("icmp6-port-unreachable", With.PORT_UNREACHABLE),
          Map.entry("port-unreach", With.PORT_UNREACHABLE),
          Map.entry("icmp6-policy-fail", With.POLICY_FAIL),
          Map.entry("policy-fail", With.POLICY_FAIL),
          Map.entry("icmp6-reject-route", With.REJECT_ROUTE),
          Map.entry("reject-route", With.REJECT_ROUTE),
          Map.entry("tcp-reset", With.TCP_RESET));

  private With with = With.PORT_UNREACHABLE;

  @Override
  public boolean take(String option, RuleReader rule) {
    if (!option.equals("--reject-with")) {
      return false;
    }
    rule.once(option);
    String text = rule.line().value();
    @Nullable With named = (rule.family() == Family.IPV4 ? IPV4 : IPV6).get(text);
    if (named == null) {
      throw rule.line().malformed("Nothing is rejected with `" + text + "` in these rules.");
    }
    with = named;
    return true;
  }

  @Override
  public Verdict end(RuleReader rule) {
    boolean tcp = rule.draft().protocols().equals(NumberSet.of(ProtocolNames.TCP));
    if (with == With.TCP_RESET && !tcp) {
      throw rule.line().malformed("Only TCP is rejected with `tcp-reset`; `-p tcp` is missing.");
    }
    return new Verdict.Reject(with);
  }
}
