package org.labwall.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Family;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Similar;
import org.labwall.model.Leg;
import org.labwall.model.VirtualRouter.Group;
import org.labwall.model.VirtualRouter.Held;
import org.labwall.model.VirtualRouter.Instance;
import org.labwall.source.Span;

/** Makes one instance of all virtual addresses of the same id and family, and groups of them. */
final class VrrpInstances {
  private static final int LONGEST_GROUP_NAME = 60;

  private final Values values;
  private final List<Leg> legs;
  private final List<Instance> instances = new ArrayList<>();

  VrrpInstances(Values values, List<Leg> legs) {
    this.values = values;
    this.legs = legs;
    Map<Integer, List<Leg>> byId = new LinkedHashMap<>();
    for (Family family : Family.values()) {
      byId.clear();
      for (Leg leg : legs) {
        virtual(leg, family)
            .ifPresent(it -> byId.computeIfAbsent(it.routerId(), id -> new ArrayList<>()).add(leg));
      }
      byId.forEach((id, members) -> instance(id, family, members).ifPresent(instances::add));
    }
  }

  List<Instance> all() {
    return instances;
  }

  private static Optional<Leg.Virtual> virtual(Leg leg, Family family) {
    return leg.stand(family).flatMap(Leg.Stand::virtual);
  }

  private Optional<Instance> instance(int id, Family family, List<Leg> members) {
    List<Leg> polling =
        members.size() == 1
            ? members
            : members.stream().filter(it -> virtual(it, family).orElseThrow().polls()).toList();
    if (polling.size() != 1) {
      reportPoll(id, members, polling, family);
      return Optional.empty();
    }
    Leg poll = polling.get(0);
    List<Held> held = new ArrayList<>();
    held.add(new Held(virtual(poll, family).orElseThrow().address(), poll));
    for (Leg leg : members) {
      if (leg != poll) {
        held.add(new Held(virtual(leg, family).orElseThrow().address(), leg));
      }
    }
    boolean both = virtual(poll, Family.IPV4).isPresent() && family == Family.IPV6;
    String name = poll.network().name() + (both ? "-ipv6" : "");
    while (both && isNetwork(name)) {
      name += "-vrrp";
    }
    return Optional.of(new Instance(name, id, family, poll, held, place(members.get(0), family)));
  }

  private boolean isNetwork(String name) {
    return legs.stream().anyMatch(leg -> leg.network().name().equals(name));
  }

  private static Span place(Leg leg, Family family) {
    return leg.stand(family).orElseThrow().span();
  }

  private void reportPoll(int id, List<Leg> members, List<Leg> polling, Family family) {
    List<Leg> places = polling.isEmpty() ? members : polling;
    Diagnostic diagnostic =
        Diagnostic.at(
            place(places.get(polling.isEmpty() ? 0 : 1), family),
            Code.POLL,
            "The virtual router "
                + id
                + (family == Family.IPV6 ? " of IPv6" : "")
                + (polling.isEmpty()
                    ? " polls through no interface."
                    : " polls through two interfaces."));
    values
        .diagnostics()
        .add(
            polling.isEmpty()
                ? diagnostic.hint("Mark one of its networks by a `*` behind the id, or by `poll`.")
                : diagnostic.related(place(places.get(0), family), "It polls here already."));
  }

  /** The group of the instances that {@code words} name. */
  Optional<Group> group(List<Word> words) {
    Set<Instance> named = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Instance> members = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Word word : words) {
      List<Leg> found = legs(word);
      found.forEach(leg -> names.add(leg.network().name()));
      for (Leg leg : found) {
        List<Integer> own =
            instances.stream().filter(it -> holds(it, leg)).map(Instance::routerId).toList();
        // The IPv6 side of a virtual router goes with its IPv4 side, wherever each of them polls.
        instances.stream()
            .filter(it -> own.contains(it.routerId()) && named.add(it))
            .forEach(members::add);
        // Where an id is wrong, it has no instance, and that was said.
        if (own.isEmpty() && !values.diagnostics().hasErrors()) {
          values
              .diagnostics()
              .add(
                  word.span(),
                  Code.UNKNOWN_NAME,
                  "`" + leg.network().name() + "` has no virtual address, so no instance.");
        }
      }
    }
    return members.isEmpty() ? Optional.empty() : Optional.of(new Group(groupName(names), members));
  }

  private static String groupName(List<String> names) {
    String joined = String.join("-", names);
    return joined.length() <= LONGEST_GROUP_NAME
        ? joined
        : names.get(0) + "-to-" + names.get(names.size() - 1);
  }

  private static boolean holds(Instance instance, Leg leg) {
    return instance.addresses().stream().anyMatch(it -> it.leg() == leg);
  }

  /** The legs that a word of GROUP names: one, or several joined by dashes. */
  private List<Leg> legs(Word word) {
    Optional<String> plain = values.plain(word);
    if (plain.isEmpty()) {
      return List.of();
    }
    String text = plain.get();
    List<Leg> found = split(text);
    if (found.isEmpty()) {
      List<String> names = legs.stream().flatMap(it -> names(it).stream()).toList();
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      word.span(),
                      Code.UNKNOWN_NAME,
                      "`" + Values.shown(text) + "` names no network or interface of these roles.")
                  .hint(Similar.hint(text, names)));
    }
    return found;
  }

  /** The legs that a text names, none if a part of it names none. */
  private List<Leg> split(String text) {
    Map<Integer, Named> from = new HashMap<>();
    for (int start = text.length(); start >= 0; start = text.lastIndexOf('-', start - 2) + 1) {
      named(text, start, from).ifPresent(found -> from.put(found.start, found));
      if (start == 0) {
        break;
      }
    }
    List<Leg> all = new ArrayList<>();
    for (Named next = from.get(0); next != null; next = from.get(next.end + 1)) {
      all.add(next.leg);
    }
    return all;
  }

  /** A leg whose name stands in a text from {@code start} to {@code end}. */
  private record Named(int start, int end, Leg leg) {}

  /** The leg with the longest name at {@code start} behind which the text goes on with legs. */
  private Optional<Named> named(String text, int start, Map<Integer, Named> from) {
    Optional<Named> best = Optional.empty();
    for (Leg leg : legs) {
      for (String name : names(leg)) {
        int end = start + name.length();
        boolean longer = best.isEmpty() || best.get().end < end;
        boolean fits =
            text.startsWith(name, start) && (end == text.length() || from.containsKey(end + 1));
        if (longer && fits && (end == text.length() || text.charAt(end) == '-')) {
          best = Optional.of(new Named(start, end, leg));
        }
      }
    }
    return best;
  }

  private static List<String> names(Leg leg) {
    return List.of(leg.network().name(), leg.interfaceName());
  }
}
