package org.labwall.lab.trial;

import java.time.Duration;
import java.util.Optional;
import org.labwall.lab.Failure;
import org.labwall.model.Rule;
import org.labwall.source.Span;

/** A step of a scenario. */
public sealed interface ScenarioStep {
  /** Where it is written. */
  Span span();

  /** A router fails. */
  record Fail(Failure failure, Span span) implements ScenarioStep {}

  /** A router is mended, or all are where none is named. */
  record Heal(Optional<String> role, Span span) implements ScenarioStep {}

  /** Time passes. */
  record Wait(Duration time, Span span) implements ScenarioStep {}

  /** All packets of the rules are sent to the master. */
  record ProbeAll(Span span) implements ScenarioStep {}

  /**
   * One packet is sent to the master.
   *
   * @param from a network, a host of the source, or an address
   * @param to the same, or {@code self}
   * @param protocol the IP protocol; that of echo requests is ICMP's
   * @param port the port; of echo requests 0
   * @param expected the verdict; what the source says where there is none
   */
  record Send(
      String from, String to, int protocol, int port, Optional<Rule.Verdict> expected, Span span)
      implements ScenarioStep {}

  /**
   * A role is master of all of its virtual routers.
   *
   * @param role the role
   * @param within how long that may take
   */
  record ExpectMaster(String role, Duration within, Span span) implements ScenarioStep {}
}
