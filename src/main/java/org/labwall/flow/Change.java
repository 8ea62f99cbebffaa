package org.labwall.flow;

import java.util.List;
import org.labwall.address.Family;
import org.labwall.flow.Saying.Reason;
import org.labwall.model.Role;

/**
 * A flow of which something else becomes.
 *
 * @param kind what is else
 * @param flow the packets
 * @param before what became of them, in words
 * @param after what becomes of them
 * @param decided what decided
 * @param decides what decides
 * @param roles the machines
 */
public record Change(
    Kind kind,
    Flow flow,
    String before,
    String after,
    List<Reason> decided,
    List<Reason> decides,
    List<Role> roles) {
  public Change {
    decided = List.copyOf(decided);
    decides = List.copyOf(decides);
    roles = List.copyOf(roles);
  }

  /** What may change of a flow. */
  public enum Kind {
    OPENS("opens"),
    CLOSES("closes"),
    /** Dropped or rejected, and with what the sender is told. */
    REFUSES("is refused in another way"),
    LOGGING("is logged in another way"),
    LIMIT("is limited in another way"),
    DESTINATION("is sent elsewhere"),
    SOURCE("comes from another address");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** It in words, of which a flow is the subject. */
    public String text() {
      return text;
    }
  }

  /** The same at these machines. */
  Change at(List<Role> others) {
    return new Change(kind, flow, before, after, decided, decides, others);
  }

  /** The same in both families. */
  Change inBoth() {
    Flow both = flow.in(List.of(Family.values()), false);
    return new Change(kind, both, before, after, decided, decides, roles);
  }

  /** The same at a machine that stands in networks of both families, or of one. */
  Change tellingFamily(boolean tells) {
    Flow told = flow.in(flow.families(), tells);
    return new Change(kind, told, before, after, decided, decides, roles);
  }

  /** What it has in common with the same at other machines, or in the other family. */
  Change alike() {
    Flow any = flow.in(List.of(), false);
    return new Change(kind, any, before, after, List.of(), List.of(), List.of());
  }
}
