package org.labwall.loaded.iptables;

import org.labwall.loaded.NumberSet;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.Statement;
import org.labwall.loaded.Verdict;

/** The target CT, as far as it gives a connection its helper. */
final class HelperTarget implements Target {
  private String helper = "";

  @Override
  public boolean take(String option, RuleReader rule) {
    if (!option.equals("--helper")) {
      return false;
    }
    rule.once("CT --helper");
    helper = rule.line().value();
    return true;
  }

  @Override
  public Verdict end(RuleReader rule) {
    if (helper.isEmpty()) {
      throw rule.line().unknown("The target `CT` is known here with `--helper` only.");
    }
    NumberSet protocols = rule.draft().protocols();
    boolean tcp = protocols.equals(NumberSet.of(ProtocolNames.TCP));
    if (!tcp && !protocols.equals(NumberSet.of(ProtocolNames.UDP))) {
      throw rule.line().malformed("A helper needs `-p tcp` or `-p udp`.");
    }
    rule.draft().add(new Statement.Follow(helper, tcp ? ProtocolNames.TCP : ProtocolNames.UDP));
    return new Verdict.Continue();
  }
}
