package org.labwall.trace;

import java.util.List;
import java.util.Optional;
import org.labwall.model.Rule;
import org.labwall.packet.Datagram;
import org.labwall.packet.Fate;

/**
 * What becomes of one packet at one role.
 *
 * @param role the role
 * @param packet the packet as it comes, or as the machine sends it
 * @param fate what the source says
 * @param belongs where its source belongs, if it does not come by there
 * @param exit where it would leave, whether it does or not; none where the machine gets it
 * @param rule the statement that decides, where a rule does
 * @param way its way through the generated rules
 * @param beyond its way where the limits of the rules that it meets have no token left; only where
 *     it ends otherwise
 * @param near the rules that come near, nearest first
 */
public record Trace(
    String role,
    Datagram packet,
    Fate fate,
    List<String> belongs,
    Optional<String> exit,
    Optional<Rule> rule,
    Walk.Result way,
    Optional<Walk.Result> beyond,
    List<Near> near) {
  public Trace {
    belongs = List.copyOf(belongs);
    near = List.copyOf(near);
  }

  /** What decided that is worth telling: the filter, and translations. */
  public List<Met> implementing() {
    Optional<Met> deciding = way.deciding();
    return way.met().stream()
        .filter(it -> deciding.equals(Optional.of(it)) || way.translating().contains(it))
        .toList();
  }

  /** Whether the generated rules do what the source says. */
  public boolean agrees() {
    return switch (fate.verdict()) {
      case ALLOW ->
          way.end() == Walk.End.ACCEPTED
              && way.exit().equals(fate.exit())
              && way.seen().equals(fate.seen());
      case DENY -> way.end() == Walk.End.DROPPED || way.end() == Walk.End.NOWHERE;
      case REJECT -> way.end() == Walk.End.REJECTED;
    };
  }

  /** Whether it passes. */
  public boolean isAllowed() {
    return fate.verdict() == Rule.Verdict.ALLOW;
  }
}
