package org.labwall.packet;

import java.util.List;
import org.labwall.model.Rule;

/**
 * The probes of a machine.
 *
 * @param probes packets, no two of one connection, those of the machine itself last
 * @param unprobed rules of which no packet could be made that they decide: of protocols that cannot
 *     be sent, or between addresses that others hold
 */
public record ProbePlan(List<Probe> probes, List<Rule> unprobed) {
  public ProbePlan {
    probes = List.copyOf(probes);
    unprobed = List.copyOf(unprobed);
  }
}
