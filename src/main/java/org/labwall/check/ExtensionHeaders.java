package org.labwall.check;

import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.model.Site;

/**
 * A rule on a protocol that is an extension header in IPv6 says nothing there: the packet is of the
 * protocol behind the header, and nftables cannot tell whether such a header stands before it. Not
 * to allow it is safe; not to deny it leaves it to the rules that follow.
 */
final class ExtensionHeaders implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Rule rule : cluster.policy()) {
        for (Service service : rule.services()) {
          if (service instanceof Service.Protocol(int protocol)
              && Service.EXTENSION_HEADERS.contains(protocol)
              && Families.have(rule.from(), cluster, site, Family.IPV6)
              && Families.have(rule.to(), cluster, site, Family.IPV6)) {
            diagnostics.add(
                rule.verdict() == Rule.Verdict.ALLOW
                    ? allowed(rule, protocol)
                    : denied(rule, protocol));
          }
        }
      }
    }
  }

  private static Diagnostic denied(Rule rule, int protocol) {
    return Diagnostic.at(
            rule.span(),
            Code.DENIED_HEADER,
            "Protocol " + protocol + " cannot be denied in IPv6, where it is an extension header.")
        .hint(
            "What stands behind the header decides there. To deny it in IPv4 alone, name a side"
                + " of IPv4, such as `to 0.0.0.0/0`.");
  }

  private static Diagnostic allowed(Rule rule, int protocol) {
    return Diagnostic.at(
            rule.span(),
            Code.ALLOWED_HEADER,
            "Protocol " + protocol + " is allowed in IPv4 only: in IPv6 it is an extension header.")
        .hint(
            "What stands behind the header decides there. To say that IPv4 is meant, name a side"
                + " of IPv4, such as `to 0.0.0.0/0`.");
  }
}
