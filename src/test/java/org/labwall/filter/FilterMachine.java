package org.labwall.filter;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.filter.Match.End;
import org.labwall.filter.Match.Ports;

/** Runs a filter as the kernel does. */
final class FilterMachine {
  private final Map<String, Chain> chains = new HashMap<>();

  FilterMachine(Filter filter) {
    filter.chains().forEach(chain -> chains.put(chain.name(), chain));
  }

  /** What becomes of a packet: {@code ALLOW}, {@code DENY} or {@code REJECT}. */
  String verdict(Packet packet) {
    return run(packet.hook().name(), packet).orElse("DENY");
  }

  private Optional<String> run(String name, Packet packet) {
    Chain chain = Optional.ofNullable(chains.get(name)).orElseThrow();
    for (FilterRule rule : chain.rules()) {
      if (!rule.matches().stream().allMatch(match -> holds(match, packet))) {
        continue;
      }
      switch (rule.action()) {
        case Action.Accept() -> {
          return Optional.of("ALLOW");
        }
        case Action.Drop() -> {
          return Optional.of("DENY");
        }
        case Action.Reject(Action.With with) -> {
          return Optional.of("REJECT");
        }
        case Action.Return() -> {
          return Optional.empty();
        }
        case Action.Goto(String other) -> {
          return run(other, packet);
        }
        case Action.Jump(String other) -> {
          Optional<String> verdict = run(other, packet);
          if (verdict.isPresent()) {
            return verdict;
          }
        }
        case Action.BranchByAddress(End end, var arms) -> {
          Address address = end == End.SOURCE ? packet.source() : packet.destination();
          var arm = arms.stream().filter(it -> it.key().contains(address)).findFirst();
          if (arm.isPresent()) {
            return run(arm.get().chain(), packet);
          }
        }
        case Action.BranchByInterface(End end, var arms) -> {
          Optional<String> port = end == End.SOURCE ? packet.in() : packet.out();
          var arm =
              arms.stream().filter(it -> port.filter(it.key()::equals).isPresent()).findFirst();
          if (arm.isPresent()) {
            return run(arm.get().chain(), packet);
          }
        }
        case Action.Log log -> {}
        case Action.TranslateDestination translation -> throw new IllegalStateException();
        case Action.TranslateSource translation -> throw new IllegalStateException();
        case Action.Masquerade() -> throw new IllegalStateException();
        case Action.Follow follow -> {}
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Match match, Packet packet) {
    return switch (match) {
      case Match.Interface(End end, String name, boolean negated) ->
          negated
              != (end == End.SOURCE ? packet.in() : packet.out()).filter(name::equals).isPresent();
      case Match.InterfaceStart(End end, String start) ->
          (end == End.SOURCE ? packet.in() : packet.out())
              .filter(it -> it.startsWith(start))
              .isPresent();
      case Match.Member(MemberSet set, boolean negated) -> negated != holds(set, packet);
      case Match.Addresses(End end, var range, boolean negated) ->
          negated != range.contains(end == End.SOURCE ? packet.source() : packet.destination());
      case Match.Protocol(int number) -> packet.protocol() == number;
      case Match.SourcePorts(List<Ports> ports) -> holds(ports, packet.sourcePort());
      case Match.DestinationPorts(List<Ports> ports) -> holds(ports, packet.port());
      case Match.Reset() -> false;
      case Match.Opening() -> true;
      case Match.Icmp icmp -> packet.port() == icmp.type();
      case Match.State state -> false;
      case Match.OwnAddress own -> false;
      case Match.Forwarded forwarded -> false;
      case Match.OriginalDestination original -> false;
      case Match.OriginalPort original -> false;
      case Match.Expected(String helper) -> false;
      case Match.HopLimit(int hops) -> false;
      case Match.Limited limited -> true;
    };
  }

  private static boolean holds(MemberSet set, Packet packet) {
    if (set.fields().contains(MemberSet.Field.INTERFACE)) {
      return belongs(set, packet);
    }
    return set.elements().stream()
        .anyMatch(
            it ->
                it.source().filter(range -> !range.contains(packet.source())).isEmpty()
                    && it.destination()
                        .filter(range -> !range.contains(packet.destination()))
                        .isEmpty()
                    && it.ports().filter(ports -> !holds(List.of(ports), packet.port())).isEmpty());
  }

  /** By the longest prefix, whether or not one of another interface is longer. */
  private static boolean belongs(MemberSet set, Packet packet) {
    boolean source = set.fields().contains(MemberSet.Field.SOURCE);
    Optional<String> port = source ? packet.in() : packet.out();
    return set.elements().stream()
        .filter(it -> port.equals(it.device().map(MemberSet.Device::name)))
        .filter(it -> range(it).contains(source ? packet.source() : packet.destination()))
        .max(Comparator.comparingInt(it -> range(it).toPrefixes().getFirst().length()))
        .filter(it -> it.device().stream().noneMatch(MemberSet.Device::excepted))
        .isPresent();
  }

  private static AddressRange range(MemberSet.Element element) {
    return element.source().or(element::destination).orElseThrow();
  }

  private static boolean holds(List<Ports> ports, int port) {
    return ports.stream().anyMatch(it -> it.first() <= port && port <= it.last());
  }
}
