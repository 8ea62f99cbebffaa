package org.labwall.packet;

import java.util.List;
import org.labwall.model.Rule;

/**
 * The probes of a machine.
 *
 * @param probes packets, no two of one connection, those of the machine itself last
 * @param unprobed rules of which no packet could be made that they decide
 */
public record ProbePlan(List<Probe> probes, List<Unprobed> unprobed) {

  /**
   * A rule that no probe is of.
   *
   * @param rule the rule
   * @param why why that is so
   */
  public record Unprobed(Rule rule, Why why) {
    /** Both in words. */
    public String text() {
      return rule.span().cite() + " is not probed: " + why.words;
    }
  }

  /** Why no packet tries a rule. */
  public enum Why {
    /** Its protocols are none that a probe can be of, or others hold its addresses. */
    UNSENDABLE("no packet of it can be sent"),
    /** What it decides besides cannot be sent. */
    EARLIER("lines before it decide of all its packets that can be sent"),
    /** What is sent meets something that no rule is asked about, or takes the last tokens. */
    IMPLIED("a missing route, a forward or a limit comes before it");

    private final String words;

    Why(String words) {
      this.words = words;
    }
  }

  public ProbePlan {
    probes = List.copyOf(probes);
    unprobed = List.copyOf(unprobed);
  }
}
