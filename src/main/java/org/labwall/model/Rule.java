package org.labwall.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.source.Span;

/**
 * A rule of the policy.
 *
 * @param verdict what it decides
 * @param from the sources; never empty, {@link Endpoint.Any} where none is written
 * @param to the destinations, likewise
 * @param services the services, all where empty
 * @param log how packets that it decides are logged
 * @param limit how many packets it decides
 * @param expires the last day on which it holds
 * @param only the roles that it is for; all where empty
 * @param note a remark for its readers
 * @param span the statement
 */
public record Rule(
    Verdict verdict,
    List<Endpoint> from,
    List<Endpoint> to,
    List<Service> services,
    Optional<Log> log,
    Optional<Limit> limit,
    Optional<LocalDate> expires,
    List<Role> only,
    Optional<RoleText> note,
    Span span) {

  public Rule {
    from = List.copyOf(from);
    to = List.copyOf(to);
    services = List.copyOf(services);
    only = List.copyOf(only);
  }

  /** Whether it speaks of packets at this role. */
  public boolean appliesTo(Role role) {
    return only.isEmpty() || only.contains(role);
  }

  /** The services that it allows and whose connections a helper follows. */
  public List<Service.Ports> followed() {
    return verdict == Verdict.ALLOW ? Service.followed(services) : List.of();
  }

  /** What becomes of a packet. */
  public enum Verdict {
    ALLOW,
    DENY,
    REJECT
  }

  /**
   * What a logged packet is announced by.
   *
   * @param text the text of the source; without one the line speaks for itself
   * @param rate how many packets are logged, where the rule says so; it decides of the others, too
   */
  public record Log(Optional<RoleText> text, Optional<Limit> rate) {}

  /**
   * A token bucket, as iptables' limit match.
   *
   * @param packets how many packets each unit of time
   * @param unit the unit
   * @param burst how many at once, where the source says so
   */
  public record Limit(int packets, Unit unit, OptionalInt burst) {
    private static final int DEFAULT_BURST = 5;

    /** How many packets pass at once: never more than a day of the rate. */
    public int tokens() {
      long unitsADay =
          switch (unit) {
            case SECOND -> 86_400;
            case MINUTE -> 1_440;
            case HOUR -> 24;
            case DAY -> 1;
          };
      return (int) Math.min(burst.orElse(DEFAULT_BURST), packets * unitsADay);
    }

    /** A unit of time. */
    public enum Unit {
      SECOND,
      MINUTE,
      HOUR,
      DAY
    }
  }
}
