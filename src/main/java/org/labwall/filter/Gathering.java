package org.labwall.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.filter.Match.End;
import org.labwall.filter.Match.Ports;
import org.labwall.filter.MemberSet.Element;
import org.labwall.filter.MemberSet.Field;
import org.labwall.model.Rule;
import org.labwall.model.Service;

/**
 * Gathers rules that speak of single hosts and ports only, and all decide the same, in sets of
 * hosts and ports, which a packet is found in at once.
 */
final class Gathering {
  /** Fewer flows than these are written as rules. */
  private static final int LEAST = 8;

  /** Up to so many hosts in a row are taken one by one. */
  private static final int ROW = 16;

  /** A rule of more flows than these, from hosts to hosts, is searched by its hosts instead. */
  private static final int MOST = 16;

  /** The same, of a rule that only one end is still to be asked of. */
  private static final int MOST_OF_ONE_END = 256;

  private static final int SCTP = 132;

  private final Style style;
  private final Dimensions dimensions;
  private final RuleSteps steps;
  private final ChainNames names;
  private final Map<Kind, TreeMap<Flow, String>> flows = new LinkedHashMap<>();
  private final Map<Kind, List<Clause>> gathered = new LinkedHashMap<>();

  Gathering(Style style, Dimensions dimensions, RuleSteps steps, ChainNames names) {
    this.style = style;
    this.dimensions = dimensions;
    this.steps = steps;
    this.names = names;
  }

  /** What the flows of one set have in common. */
  private record Kind(Rule.Verdict verdict, Optional<Integer> protocol, List<Field> fields) {}

  /** One value of each field. */
  private record Flow(
      Optional<AddressRange> source, Optional<AddressRange> destination, Optional<Ports> ports)
      implements Comparable<Flow> {
    @Override
    public int compareTo(Flow other) {
      int order = compare(source, other.source);
      order = order != 0 ? order : compare(destination, other.destination);
      return order != 0 || ports.isEmpty()
          ? order
          : Integer.compare(ports.get().first(), other.ports.orElseThrow().first());
    }

    private static int compare(Optional<AddressRange> one, Optional<AddressRange> other) {
      return one.isEmpty() ? 0 : one.get().compareTo(other.orElseThrow());
    }
  }

  /**
   * Takes what it can out of {@code clauses}, which are of one phase.
   *
   * @param rules where the rules are added that look for a packet in the sets
   * @return the clauses that remain
   */
  List<Clause> take(List<Clause> clauses, List<FilterRule> rules) {
    flows.clear();
    gathered.clear();
    List<Clause> rest = new ArrayList<>();
    for (Clause clause : clauses) {
      if (!clause.isPlain() || !gather(clause)) {
        rest.add(clause);
      }
    }
    int size = 0;
    for (TreeMap<Flow, String> set : flows.values()) {
      size += set.size();
    }
    if (size < Math.min(LEAST, style.list())) {
      return clauses;
    }
    flows.forEach((kind, set) -> rules.add(rule(kind, set)));
    return rest;
  }

  private boolean gather(Clause clause) {
    Optional<List<Optional<AddressRange>>> sources = hosts(clause, End.SOURCE);
    Optional<List<Optional<AddressRange>>> destinations = hosts(clause, End.DESTINATION);
    Optional<Map<Integer, List<Optional<Ports>>>> services = ports(clause.rule().services());
    if (sources.isEmpty() || destinations.isEmpty() || services.isEmpty()) {
      return false;
    }
    long size =
        (long) sources.get().size()
            * destinations.get().size()
            * Math.max(1, clause.rule().services().size());
    boolean both = sources.get().get(0).isPresent() && destinations.get().get(0).isPresent();
    // Sets of two hosts are found in new kernels only, and what is anywhere needs no set.
    boolean neither = sources.get().get(0).isEmpty() && destinations.get().get(0).isEmpty();
    // Nor do sets of ports alone know those of SCTP.
    boolean portless = services.get().isEmpty() || (neither && services.get().containsKey(SCTP));
    if (((both || neither) && portless) || size > (both ? MOST : MOST_OF_ONE_END)) {
      return false;
    }
    if (services.get().isEmpty()) {
      add(clause, sources.get(), destinations.get(), Optional.empty(), List.of(Optional.empty()));
    }
    services
        .get()
        .forEach(
            (protocol, ports) ->
                add(clause, sources.get(), destinations.get(), Optional.of(protocol), ports));
    return true;
  }

  private void add(
      Clause clause,
      List<Optional<AddressRange>> sources,
      List<Optional<AddressRange>> destinations,
      Optional<Integer> protocol,
      List<Optional<Ports>> ports) {
    List<Field> fields = new ArrayList<>();
    if (sources.get(0).isPresent()) {
      fields.add(Field.SOURCE);
    }
    if (destinations.get(0).isPresent()) {
      fields.add(Field.DESTINATION);
    }
    protocol.ifPresent(it -> fields.add(Field.PORT));
    Kind kind = new Kind(clause.rule().verdict(), protocol, List.copyOf(fields));
    TreeMap<Flow, String> set = flows.computeIfAbsent(kind, it -> new TreeMap<>());
    String line = clause.rule().span().cite();
    for (Optional<AddressRange> source : sources) {
      for (Optional<AddressRange> destination : destinations) {
        ports.forEach(it -> set.putIfAbsent(new Flow(source, destination, it), line));
      }
    }
    gathered.computeIfAbsent(kind, it -> new ArrayList<>()).add(clause);
  }

  /** The hosts at one end: an empty one for every host; nothing where they are no hosts. */
  private Optional<List<Optional<AddressRange>>> hosts(Clause clause, End end) {
    if (!clause.open().contains(end) || dimensions.isEverywhere(clause, end)) {
      return Optional.of(List.of(Optional.empty()));
    }
    List<Optional<AddressRange>> hosts = new ArrayList<>();
    for (AddressRange range : dimensions.addresses(clause, end)) {
      Address host = range.first();
      for (int i = 0; i < ROW && host.compareTo(range.last()) < 0; i++) {
        hosts.add(Optional.of(new AddressRange(host, host)));
        host = host.plus(1);
      }
      if (!host.equals(range.last())) {
        return Optional.empty();
      }
      hosts.add(Optional.of(new AddressRange(host, host)));
    }
    return hosts.isEmpty() ? Optional.empty() : Optional.of(hosts);
  }

  /** The single ports of each protocol; none where all services are meant. */
  private static Optional<Map<Integer, List<Optional<Ports>>>> ports(List<Service> services) {
    Map<Integer, List<Optional<Ports>>> ports = new LinkedHashMap<>();
    for (Service service : services) {
      if (!(service instanceof Service.Ports(int protocol, int first, int last, var helper))
          || first != last) {
        return Optional.empty();
      }
      ports
          .computeIfAbsent(protocol, it -> new ArrayList<>())
          .add(Optional.of(new Ports(first, last)));
    }
    return Optional.of(ports);
  }

  private FilterRule rule(Kind kind, TreeMap<Flow, String> set) {
    List<Clause> of = gathered.getOrDefault(kind, List.of());
    List<Element> elements = new ArrayList<>(set.size());
    set.forEach(
        (flow, line) ->
            elements.add(
                new Element(flow.source, flow.destination, flow.ports, Optional.empty(), line)));
    Lines lines = Lines.of(of);
    String name = names.of(lines.first(), "flows");
    OptionalInt protocol = kind.protocol.map(OptionalInt::of).orElse(OptionalInt.empty());
    List<Match> matches = new ArrayList<>();
    protocol.ifPresent(it -> matches.add(new Match.Protocol(it)));
    matches.add(new Match.Member(new MemberSet(name, kind.fields, protocol, elements), false));
    return new FilterRule(matches, steps.verdict(of.get(0).rule()), lines.cite());
  }
}
