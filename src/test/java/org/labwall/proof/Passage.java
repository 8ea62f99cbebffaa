package org.labwall.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.differential.Decision;
import org.labwall.differential.Evaluator;
import org.labwall.differential.Packet;
import org.labwall.differential.Router;
import org.labwall.differential.Trial;
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
import org.labwall.packet.Diagrams;
import org.labwall.proof.Proof.Part;

/**
 * Follows the first packet of a connection through all hooks of a router, asking at each what a
 * proof says that is written, or loaded.
 */
final class Passage {
  private static final int MOST_BUCKETS = 5;

  private final Proof proof;
  private final Router router;
  private final Whereabouts whereabouts;
  private final Evaluator evaluator;
  private final Set<Address> own;
  private final PacketNumbers numbers;
  private final Map<Address, Optional<Leg>> routes = new HashMap<>();

  Passage(Proof proof, Router router) {
    this.proof = proof;
    this.router = router;
    this.whereabouts = new Whereabouts(router);
    this.evaluator = new Evaluator(router, Trial.DATE);
    this.own = router.addresses();
    this.numbers = new PacketNumbers(proof.space().fields(), router);
  }

  /** What the source says of a packet, whichever tokens there are. */
  Set<Decision> written(Packet packet) {
    return decisions(packet, Part::written, false);
  }

  /** What the loaded rules do with it, whichever tokens there are. */
  Set<Decision> found(Packet packet) {
    return decisions(packet, Part::found, isAnswerLost(packet));
  }

  private Set<Decision> decisions(Packet packet, ToIntFunction<Part> side, boolean silent) {
    Set<Decision> all = new LinkedHashSet<>();
    for (IntPredicate tokens : tokens(packet)) {
      for (boolean last : new boolean[] {false, true}) {
        Decision decision = new Way(packet, side, tokens, last).decide();
        all.add(decision);
        if (silent) {
          all.add(decision.silent());
        }
      }
    }
    return all;
  }

  /** Whether refusals, which the machine itself sends, may be other packets then. */
  private boolean isAnswerLost(Packet packet) {
    return Stream.of(
            part(packet.isOwn() ? Hook.INPUT : Hook.OUTPUT, Kind.FILTER),
            part(Hook.OUTPUT, Kind.FILTER),
            part(Hook.POSTROUTING, Kind.NAT))
        .anyMatch(it -> it.different() != Diagrams.NOTHING);
  }

  private Part part(Hook hook, Kind kind) {
    return proof.compared().stream()
        .filter(it -> it.hook() == hook && it.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  /** Whether the two differ, be it for want of a token only. */
  boolean isToldApart(Packet packet) {
    return tokens(packet).stream()
        .anyMatch(
            it ->
                !new Way(packet, Part::written, it, false)
                    .decide()
                    .agrees(new Way(packet, Part::found, it, false).decide()));
  }

  /** Which of the buckets that a packet asks may have a token: any of them, for the first few. */
  private List<IntPredicate> tokens(Packet packet) {
    Way written = new Way(packet, Part::written, it -> false, false);
    Way found = new Way(packet, Part::found, it -> false, false);
    written.decide();
    found.decide();
    Set<Integer> asked = new LinkedHashSet<>(written.asked);
    asked.addAll(found.asked);
    List<Integer> some = asked.stream().limit(MOST_BUCKETS).toList();
    List<IntPredicate> all = new ArrayList<>();
    for (int i = 0; i < 1 << some.size(); i++) {
      int which = i;
      all.add(it -> some.contains(it) && (which >> some.indexOf(it) & 1) != 0);
    }
    return all;
  }

  /** One packet on its way. */
  private final class Way {
    private final Packet first;
    private final ToIntFunction<Part> side;
    private final IntPredicate tokens;
    private final boolean last;
    private final Set<Integer> asked = new LinkedHashSet<>();
    private final State state;
    private final String in;

    /**
     * A way of a packet.
     *
     * @param tokens tells which buckets have one
     * @param last whether the kernel finds the last of several addresses to come from
     */
    Way(Packet packet, ToIntFunction<Part> side, IntPredicate tokens, boolean last) {
      this.first = packet;
      this.side = side;
      this.tokens = tokens;
      this.last = last;
      this.state = PacketNumbers.state(packet);
      this.in = packet.from().orElse("");
    }

    Decision decide() {
      Optional<Packet> arrived = arriving();
      if (arrived.isEmpty()) {
        return Decision.deny("");
      }
      Packet now = arrived.get();
      boolean here = own.contains(now.destination()) || !now.isToOne();
      if (here) {
        return first.isOwn() ? looped(now) : ended(Hook.INPUT, now, in, "", Decision.here(""));
      }
      Optional<Leg> out = routes.computeIfAbsent(now.destination(), whereabouts::route);
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
      return router.addresses(out.network()).stream()
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
      return evaluator.hears(now) && !now.isError() ? told : told.silent();
    }

    private Outcome at(Hook hook, Kind kind, Packet now, String in, String out) {
      int function = side.applyAsInt(part(hook, kind));
      int[] packet = numbers.of(now, first, in, out, tokens);
      if (hook == Hook.FORWARD) {
        packet[Axis.HOPS.ordinal()]--;
      }
      Outcome outcome = proof.space().outcomes().of(proof.space().diagrams().at(function, packet));
      asked.addAll(outcome.asked());
      return outcome;
    }
  }
}
