package org.labwall.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.labwall.address.Address;
import org.labwall.model.Endpoint;
import org.labwall.model.Role;
import org.labwall.model.Rule;
import org.labwall.packet.Compared;
import org.labwall.packet.Datagram;
import org.labwall.packet.Fate;

/** Finds the rules that would decide of a packet but for one thing. */
final class NearRules {
  private static final int MOST = 5;

  private final Compared compared;
  private final Fate fate;
  private final Role role;
  private final Set<Rule> expired;
  private final Wording wording;

  /**
   * Of one packet.
   *
   * @param expired rules that are left out, for they held until some day
   */
  NearRules(Compared compared, Fate fate, Role role, Set<Rule> expired, Wording wording) {
    this.compared = compared;
    this.fate = fate;
    this.role = role;
    this.expired = expired;
    this.wording = wording;
  }

  /** The nearest of these rules, some at most; those that say otherwise come first. */
  List<Near> of(List<Rule> policy) {
    List<Near> near = new ArrayList<>();
    for (Rule rule : policy) {
      if (fate.line().isPresent() && rule.span().equals(fate.line().get())) {
        continue;
      }
      Set<Compared.Part> missed = compared.missed(rule);
      int count = missed.size() + (rule.appliesTo(role) ? 0 : 1) + (expired.contains(rule) ? 1 : 0);
      if (count == 0 || (count == 1 && named(rule, missed) > 0)) {
        near.add(near(rule, missed));
      }
    }
    near.sort(
        Comparator.comparing((Near it) -> it.rule().verdict() == fate.verdict())
            .thenComparing(it -> it.but() == Near.But.FROM || it.but() == Near.But.TO)
            .thenComparing(it -> -named(it.rule(), Set.of()))
            .thenComparing(Near::but));
    return near.stream().limit(MOST).toList();
  }

  /** How many parts of a rule say something, but for those that are missed. */
  private static int named(Rule rule, Set<Compared.Part> missed) {
    int named = 0;
    named += isAny(rule.from()) || missed.contains(Compared.Part.FROM) ? 0 : 1;
    named += isAny(rule.to()) || missed.contains(Compared.Part.TO) ? 0 : 1;
    named += rule.services().isEmpty() || missed.contains(Compared.Part.SERVICES) ? 0 : 1;
    return named;
  }

  private static boolean isAny(List<Endpoint> side) {
    return side.stream().anyMatch(Endpoint.Any.class::isInstance);
  }

  private Near near(Rule rule, Set<Compared.Part> missed) {
    if (expired.contains(rule)) {
      return new Near(
          rule, Near.But.EXPIRED, "it held until " + rule.expires().orElseThrow() + " only");
    }
    if (!rule.appliesTo(role)) {
      String only = rule.only().stream().map(Role::name).collect(Collectors.joining(", "));
      return new Near(rule, Near.But.ROLE, "it is for " + only + " only");
    }
    Datagram inside = compared.inside();
    if (missed.contains(Compared.Part.SERVICES)) {
      return new Near(
          rule,
          Near.But.SERVICES,
          "it is about %s, the packet is %s"
              .formatted(Wording.services(rule.services()), Wording.kind(inside)));
    }
    if (missed.contains(Compared.Part.TO)) {
      return new Near(
          rule,
          Near.But.TO,
          "its destination is %s; %s is not in it"
              .formatted(wording.side(rule.to(), inside.family()), inside.destination()));
    }
    if (missed.contains(Compared.Part.FROM)) {
      return new Near(rule, Near.But.FROM, from(rule, inside));
    }
    return new Near(rule, Near.But.EARLIER, fate.cite() + " decides before it");
  }

  private String from(Rule rule, Datagram inside) {
    String side = wording.side(rule.from(), inside.family());
    Address source = inside.source();
    return "its source is %s; %s%s is not in it"
        .formatted(side, source, inside.entry().map(it -> " by " + it).orElse(" of the machine"));
  }
}
