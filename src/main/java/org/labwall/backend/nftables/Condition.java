package org.labwall.backend.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.filter.Match;
import org.labwall.filter.Match.End;
import org.labwall.filter.Match.Ports;
import org.labwall.model.Rule;

/** A field of the packet has one of some values, or has not. */
final class Condition {
  private final Field field;
  private final boolean negated;
  private final TreeSet<Value> values;

  private Condition(Field field, boolean negated, List<Value> values) {
    this.field = field;
    this.negated = negated;
    this.values = new TreeSet<>(values);
  }

  /** The conditions that {@code match} consists of; a limit is none, for it counts. */
  static List<Condition> of(Match match) {
    return switch (match) {
      case Match.Interface(End end, String name, boolean negated) ->
          one(
              end == End.SOURCE ? Field.INCOMING_INTERFACE : Field.OUTGOING_INTERFACE,
              negated,
              new Value.Word(NftText.interfaceName(name)));
      case Match.InterfaceStart(End end, String start) ->
          one(
              end == End.SOURCE ? Field.INCOMING_INTERFACE : Field.OUTGOING_INTERFACE,
              false,
              new Value.Word(NftText.interfaceStart(start)));
      case Match.Member(var set, boolean negated) ->
          one(Field.MEMBER, negated, new Value.Members(set));
      case Match.Addresses(End end, var range, boolean negated) ->
          one(
              end == End.SOURCE ? Field.SOURCE : Field.DESTINATION,
              negated,
              new Value.Addresses(range));
      case Match.Protocol(int number) -> one(Field.PROTOCOL, false, Value.number(number));
      case Match.SourcePorts(List<Ports> ports) -> ports(Field.SOURCE_PORT, ports);
      case Match.DestinationPorts(List<Ports> ports) -> ports(Field.DESTINATION_PORT, ports);
      case Match.Reset() -> one(Field.TCP_FLAGS, false, new Value.Word("rst"));
      case Match.Opening() ->
          one(Field.TCP_FLAGS, false, new Value.Word("& (fin | syn | rst | ack) == syn"));
      case Match.Icmp icmp -> {
        List<Condition> both =
            new ArrayList<>(one(Field.ICMP_TYPE, false, Value.number(icmp.type())));
        icmp.code().ifPresent(code -> both.addAll(one(Field.ICMP_CODE, false, Value.number(code))));
        yield both;
      }
      case Match.State(var states) ->
          one(
              Field.CONNECTION,
              false,
              new Value.Word(
                  states.stream().sorted().map(NftText::keyword).collect(Collectors.joining(","))));
      case Match.OwnAddress(End end, boolean there) ->
          one(
              end == End.SOURCE
                  ? Field.SOURCE_TYPE
                  : there ? Field.DESTINATION_TYPE_HERE : Field.DESTINATION_TYPE,
              false,
              new Value.Word("local"));
      case Match.Forwarded() -> one(Field.CONNECTION_STATUS, false, new Value.Word("dnat"));
      case Match.OriginalDestination(Address address) ->
          one(
              Field.ORIGINAL_DESTINATION,
              false,
              new Value.Addresses(new AddressRange(address, address)));
      case Match.OriginalPort(Ports range) -> ports(Field.ORIGINAL_PORT, List.of(range));
      case Match.Expected(String helper) ->
          one(Field.HELPER, false, new Value.Word(NftText.helper(helper)));
      case Match.HopLimit(int hops) -> one(Field.HOP_LIMIT, false, Value.number(hops));
      case Match.Limited limited -> List.of();
    };
  }

  /** The limit that {@code match} is, if it is one. */
  static Optional<Rule.Limit> limit(Match match) {
    return match instanceof Match.Limited(Rule.Limit limit) ? Optional.of(limit) : Optional.empty();
  }

  private static List<Condition> one(Field field, boolean negated, Value value) {
    return List.of(new Condition(field, negated, List.of(value)));
  }

  private static List<Condition> ports(Field field, List<Ports> ports) {
    List<Value> values = new ArrayList<>();
    ports.forEach(it -> values.add(new Value.Numbers(it.first(), it.last())));
    return List.of(new Condition(field, false, values));
  }

  Field field() {
    return field;
  }

  boolean negated() {
    return negated;
  }

  /** The values, in order. */
  Iterable<Value> values() {
    return values;
  }

  int size() {
    return values.size();
  }

  /** Whether both hold for the same packets. */
  boolean isSame(Condition other) {
    return field == other.field && negated == other.negated && values.equals(other.values);
  }

  /**
   * Whether a packet that meets one of two rules that differ here only meets one rule that has the
   * values of both, and no packet meets both rules: so it is counted, logged and judged once.
   */
  boolean isJoinable(Condition other) {
    return field == other.field
        && field != Field.CONNECTION
        && !negated
        && !other.negated
        && other.values.stream().noneMatch(this::overlaps);
  }

  private boolean overlaps(Value value) {
    Value before = values.floor(value);
    Value after = values.ceiling(value);
    return (before != null && before.overlaps(value)) || (after != null && after.overlaps(value));
  }

  /** Takes the values of {@code other}, too. */
  void join(Condition other) {
    values.addAll(other.values);
  }
}
