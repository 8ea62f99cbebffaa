package org.labwall.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.labwall.address.Family;
import org.labwall.loaded.Match.State;

/**
 * Packets from some sources to some destinations by some services, in words of the source.
 *
 * @param from names and addresses; {@code self} for the machine itself
 * @param to likewise
 * @param services names of services, or what they are made of; {@code all services} for all
 * @param sort what else they have in common
 * @param partly whether it is only some of these packets, told by what has no words here
 * @param families the families in which there are such packets
 * @param tellsFamily whether that is worth a word
 */
public record Flow(
    List<String> from,
    List<String> to,
    List<String> services,
    Sort sort,
    boolean partly,
    List<Family> families,
    boolean tellsFamily) {

  /**
   * What packets have in common besides.
   *
   * @param state what connection tracking says of them
   * @param forwarded whether a {@code forward} brought them on their way
   * @param aboveLimits whether they are those for which limits have no token left
   */
  public record Sort(State state, boolean forwarded, boolean aboveLimits) {}

  public Flow {
    from = List.copyOf(from);
    to = List.copyOf(to);
    services = List.copyOf(services);
    families = List.copyOf(families);
  }

  /** The same in other families. */
  Flow in(List<Family> others, boolean tells) {
    return new Flow(from, to, services, sort, partly, others, tells);
  }

  /** How long it is to say. */
  public int words() {
    return from.size() + to.size() + services.size();
  }

  /** It as a rule would say it. */
  public String text() {
    return "from " + String.join(", ", from) + " to " + String.join(", ", to) + " " + what();
  }

  /** Its services, and what else it is told by. */
  public String what() {
    List<String> parts = new ArrayList<>();
    parts.add(String.join(", ", services));
    if (sort.state != State.NEW) {
      parts.add("(%s)".formatted(sort.state.name().toLowerCase(Locale.ROOT)));
    }
    if (sort.forwarded) {
      parts.add("by a forward");
    }
    if (sort.aboveLimits) {
      parts.add("above its limit");
    }
    if (partly) {
      parts.add("(some of it)");
    }
    if (tellsFamily) {
      parts.add(families.getFirst() == Family.IPV4 ? "(IPv4)" : "(IPv6)");
    }
    return String.join(" ", parts);
  }
}
