package org.labwall.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.loaded.RuleSet;
import org.labwall.loaded.Statement;
import org.labwall.loaded.Value;
import org.labwall.loaded.Verdict;
import org.labwall.packet.Datagram;
import org.labwall.packet.Routes;
import org.labwall.project.Node;
import org.labwall.project.NodeInterface;

/**
 * Takes one packet that opens a connection through the rules that a machine has loaded, as the
 * kernel does: each chain at each point of its way, with addresses as they are there.
 */
public final class Walk {
  private static final String LOOPBACK = "lo";

  private final RuleSet rules;
  private final Node node;
  private final Routes routes;
  private final boolean tokens;
  private final List<Met> met = new ArrayList<>();
  private final List<Statement.Log> logs = new ArrayList<>();
  private Passing packet;

  private Walk(RuleSet rules, Node node, Routes routes, boolean tokens, Datagram packet) {
    this.rules = rules;
    this.node = node;
    this.routes = routes;
    this.tokens = tokens;
    this.packet = new Passing(Hook.PREROUTING, packet, packet, packet.entry(), Optional.empty());
  }

  /** What becomes of a packet. */
  public enum End {
    ACCEPTED,
    DROPPED,
    /** It is lost and its sender hears of it. */
    REJECTED,
    /** No rule is asked: there is no way for it, or the machine is no router. */
    NOWHERE
  }

  /**
   * The way of a packet.
   *
   * @param exit the interface by which it leaves; none where it does not, or the machine gets it
   * @param seen the packet with the addresses that it has at last
   * @param met what decided in each chain that the kernel called, in its order
   * @param logs what the kernel's log says of it
   */
  public record Result(
      End end, Optional<String> exit, Datagram seen, List<Met> met, List<Statement.Log> logs) {
    public Result {
      met = List.copyOf(met);
      logs = List.copyOf(logs);
    }

    /** What decides of it, at last, whether it passes; none where no chain is asked. */
    public Optional<Met> deciding() {
      return met.stream().filter(it -> it.base().kind() == Kind.FILTER).reduce((one, last) -> last);
    }

    /** What gives it other addresses. */
    public List<Met> translating() {
      return met.stream().filter(it -> it.verdict() instanceof Verdict.Translate).toList();
    }
  }

  /**
   * The way of {@code packet} through the rules of a machine.
   *
   * @param rules all rules of the packet's family
   * @param tokens whether limits have tokens left
   */
  public static Result of(
      RuleSet rules, Node node, Routes routes, boolean tokens, Datagram packet) {
    return new Walk(rules, node, routes, tokens, packet).run();
  }

  private Result run() {
    if (packet.first().isOwn()) {
      return fromHere();
    }
    if (!passes(Hook.PREROUTING, packet.entry(), Optional.empty())) {
      return lost();
    }
    if (routes.own().contains(packet.now().destination())) {
      return passes(Hook.INPUT, packet.entry(), Optional.empty())
          ? accepted(Optional.empty())
          : lost();
    }
    Optional<String> exit = exit();
    if (exit.isEmpty() || !node.routes()) {
      return new Result(End.NOWHERE, Optional.empty(), packet.now(), met, logs);
    }
    return passes(Hook.FORWARD, packet.entry(), exit)
            && passes(Hook.POSTROUTING, packet.entry(), exit)
        ? accepted(exit)
        : lost();
  }

  private Result fromHere() {
    boolean here = routes.own().contains(packet.now().destination());
    Optional<String> exit = here ? Optional.of(LOOPBACK) : exit();
    if (exit.isEmpty()) {
      return new Result(End.NOWHERE, Optional.empty(), packet.now(), met, logs);
    }
    boolean passes =
        passes(Hook.OUTPUT, Optional.empty(), exit)
            && passes(Hook.POSTROUTING, Optional.empty(), exit)
            && (!here || passes(Hook.INPUT, exit, Optional.empty()));
    return passes ? accepted(here ? Optional.empty() : exit) : lost();
  }

  private Optional<String> exit() {
    return routes.to(packet.now().destination()).map(NodeInterface::name);
  }

  private Result accepted(Optional<String> exit) {
    return new Result(End.ACCEPTED, exit, packet.now(), met, logs);
  }

  private Result lost() {
    boolean told =
        met.getLast().verdict() instanceof Verdict.Reject && routes.leadBack(packet.now());
    return new Result(told ? End.REJECTED : End.DROPPED, Optional.empty(), packet.now(), met, logs);
  }

  /** Whether the packet passes all chains at a point. */
  private boolean passes(Hook hook, Optional<String> entry, Optional<String> exit) {
    packet = packet.at(hook, entry, exit);
    for (RuleSet.Called called : rules.at(hook)) {
      // Only what is tracked is translated.
      if (called.base().kind() == Kind.NAT && !packet.isTracked()) {
        continue;
      }
      ChainWalk walk = new ChainWalk(called, new Conditions(packet, routes, tokens));
      Met decided = walk.met();
      met.add(decided);
      logs.addAll(walk.logs());
      if (!decided.passes()) {
        return false;
      }
      if (decided.verdict() instanceof Verdict.Translate translate) {
        packet = packet.with(translated(translate));
      }
    }
    return true;
  }

  private Datagram translated(Verdict.Translate translate) {
    Datagram now = packet.now();
    Optional<Address> given = translate.addresses().map(AddressRange::first);
    Optional<Integer> port = translate.ports().map(Value.Numbers::first);
    return switch (translate.kind()) {
      case SOURCE -> from(given.orElse(now.source()), port);
      case MASQUERADE -> from(ofInterface(packet.exit()).orElse(now.source()), port);
      case DESTINATION -> now.to(given.orElse(now.destination()), port.orElse(now.second()));
      case REDIRECT ->
          now.to(ofInterface(packet.entry()).orElse(now.destination()), port.orElse(now.second()));
    };
  }

  private Datagram from(Address source, Optional<Integer> port) {
    Datagram changed = packet.now().from(source);
    return port.isPresent() && changed.hasPorts() ? changed.withFirst(port.get()) : changed;
  }

  /** The address that the kernel takes for an interface's own. */
  private Optional<Address> ofInterface(Optional<String> name) {
    return routes.at(name.orElse("")).stream()
        .filter(it -> it.family() == packet.now().family())
        .findFirst();
  }
}
