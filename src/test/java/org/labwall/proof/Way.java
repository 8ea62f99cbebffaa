package org.labwall.proof;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.differential.Decision;
import org.labwall.differential.Packet;
import org.labwall.differential.Verdict;
import org.labwall.differential.Whereabouts;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.loaded.Match.State;
import org.labwall.loaded.Verdict.Drop;
import org.labwall.loaded.Verdict.Reject;
import org.labwall.loaded.Verdict.Translate;
import org.labwall.loaded.Verdict.Translation;
import org.labwall.loaded.Verdict.With;
import org.labwall.model.Leg;

/** The first packet of a connection on its way through all hooks of a router. */
final class Way {
  private final Scene scene;
  private final Packet first;
  private final Said said;
  private final IntPredicate tokens;
  private final boolean last;
  private final Set<Integer> asked = new LinkedHashSet<>();
  private Optional<Decision> refused = Optional.empty();
  private final State state;
  private final String in;

  /**
   * A way of a packet.
   *
   * @param said what becomes of packets at a hook, as a function
   * @param tokens tells which buckets have one
   * @param last whether the kernel finds the last of several addresses to come from
   */
  Way(Scene scene, Packet packet, Said said, IntPredicate tokens, boolean last) {
    this.scene = scene;
    this.first = packet;
    this.said = said;
    this.tokens = tokens;
    this.last = last;
    this.state = PacketNumbers.state(packet);
    this.in = packet.from().orElse("");
  }

  /** Functions from packets to outcomes, for chains of one kind at a hook. */
  @FunctionalInterface
  interface Said {
    int at(Hook hook, Kind kind);
  }

  /** The buckets that were asked for a token on the way. */
  Set<Integer> asked() {
    return asked;
  }

  /** How its sender would be told, where it was rejected. */
  Optional<Decision> refused() {
    return refused;
  }

  Decision decide() {
    boolean enters = first.isOwn() || at(Hook.PREROUTING, Kind.FILTER, first, in, "").goesOn();
    Optional<Packet> arrived = enters ? arriving() : Optional.empty();
    if (arrived.isEmpty()) {
      return Decision.deny("");
    }
    Packet now = arrived.get();
    boolean here = scene.own().contains(now.destination()) || !now.isToOne();
    if (here) {
      return first.isOwn() ? looped(now) : ended(Hook.INPUT, now, in, "", Decision.here(""));
    }
    Optional<Leg> out = scene.route(now.destination());
    if (out.isEmpty()) {
      return Decision.deny("");
    }
    String exit = out.get().interfaceName();
    boolean stays = Whereabouts.isOnLink(now.source()) && !exit.equals(in);
    if (!first.isOwn() && stays) {
      return Decision.deny("");
    }
    Decision leaves =
        leaving(now, out.get())
            .map(it -> Decision.leave(exit, Decision.Ends.of(it), ""))
            .orElse(Decision.deny(""));
    return ended(first.isOwn() ? Hook.OUTPUT : Hook.FORWARD, now, in, exit, leaves);
  }

  private Decision looped(Packet now) {
    Decision sent = ended(Hook.OUTPUT, now, "", "lo", Decision.here(""));
    return sent.verdict() == Verdict.ALLOW
        ? ended(Hook.INPUT, now, "lo", "", Decision.here(""))
        : sent;
  }

  /** The packet behind the first translation, which may drop it. */
  private Optional<Packet> arriving() {
    if (first.isOwn() || state != State.NEW) {
      return Optional.of(first);
    }
    return switch (at(Hook.PREROUTING, Kind.NAT, first, in, "").end().orElseThrow()) {
      case Translate it when it.kind() == Translation.DESTINATION ->
          Optional.of(
              first.to(
                  it.addresses().orElseThrow().first(),
                  it.ports().map(port -> port.first()).orElse(first.second())));
      case Drop it -> Optional.empty();
      default -> Optional.of(first);
    };
  }

  private Optional<Packet> leaving(Packet now, Leg out) {
    if (state != State.NEW) {
      return Optional.of(now);
    }
    String exit = out.interfaceName();
    return switch (at(Hook.POSTROUTING, Kind.NAT, now, "", exit).end().orElseThrow()) {
      case Translate it ->
          Optional.of(
              now.from(it.addresses().map(AddressRange::first).orElse(addressAt(out, now))));
      case Drop it -> Optional.empty();
      default -> Optional.of(now);
    };
  }

  private Address addressAt(Leg out, Packet now) {
    return scene.router().addresses(out.network()).stream()
        .filter(address -> address.family() == now.family())
        .reduce((one, next) -> last ? next : one)
        .orElse(now.source());
  }

  /** What becomes of a packet at the hook of the filter that decides of it. */
  private Decision ended(Hook hook, Packet now, String in, String out, Decision passed) {
    return switch (at(hook, Kind.FILTER, now, in, out).end().orElseThrow()) {
      case org.labwall.loaded.Verdict.Accept it -> passed;
      case Reject it -> rejected(it.with(), now);
      default -> Decision.deny("");
    };
  }

  private Decision rejected(With with, Packet now) {
    Decision told =
        switch (with) {
          case TCP_RESET -> Decision.refuse(Verdict.RESET, "");
          case PORT_UNREACHABLE -> Decision.refuse(Verdict.UNREACHABLE, "");
          default -> Decision.deny("");
        };
    refused = Optional.of(told);
    return scene.evaluator().hears(now) && !now.isError() ? told : told.silent();
  }

  private Outcome at(Hook hook, Kind kind, Packet now, String in, String out) {
    Space space = scene.space();
    int function = said.at(hook, kind);
    int[] packet = scene.numbers().of(now, first, in, out, tokens);
    if (hook == Hook.FORWARD) {
      packet[Axis.HOPS.ordinal()]--;
    }
    Outcome outcome = space.outcomes().of(space.diagrams().at(function, packet));
    asked.addAll(outcome.asked());
    return outcome;
  }
}
