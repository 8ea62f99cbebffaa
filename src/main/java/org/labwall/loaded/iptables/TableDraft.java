package org.labwall.loaded.iptables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.loaded.Chain;
import org.labwall.loaded.Chain.Base;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.loaded.Rule;
import org.labwall.loaded.Table;
import org.labwall.source.Span;

/** Gathers the chains and rules of a table. */
final class TableDraft {
  private static final int LONGEST_NAME = 28;
  private static final Set<String> POLICIES = Set.of("ACCEPT", "DROP", "-");

  /** The chains that the kernel calls, by table. */
  private static final Map<String, Map<String, Base>> BUILT_IN =
      Map.of(
          "filter",
          Map.of(
              "INPUT", base(Kind.FILTER, Hook.INPUT, 0),
              "FORWARD", base(Kind.FILTER, Hook.FORWARD, 0),
              "OUTPUT", base(Kind.FILTER, Hook.OUTPUT, 0)),
          "nat",
          Map.of(
              "PREROUTING", base(Kind.NAT, Hook.PREROUTING, -100),
              "INPUT", base(Kind.NAT, Hook.INPUT, 100),
              "OUTPUT", base(Kind.NAT, Hook.OUTPUT, -100),
              "POSTROUTING", base(Kind.NAT, Hook.POSTROUTING, 100)),
          "mangle",
          Map.of(
              "PREROUTING", base(Kind.FILTER, Hook.PREROUTING, -150),
              "INPUT", base(Kind.FILTER, Hook.INPUT, -150),
              "FORWARD", base(Kind.FILTER, Hook.FORWARD, -150),
              "OUTPUT", base(Kind.ROUTE, Hook.OUTPUT, -150),
              "POSTROUTING", base(Kind.FILTER, Hook.POSTROUTING, -150)),
          "raw",
          Map.of(
              "PREROUTING", base(Kind.FILTER, Hook.PREROUTING, -300),
              "OUTPUT", base(Kind.FILTER, Hook.OUTPUT, -300)),
          "security",
          Map.of(
              "INPUT", base(Kind.FILTER, Hook.INPUT, 50),
              "FORWARD", base(Kind.FILTER, Hook.FORWARD, 50),
              "OUTPUT", base(Kind.FILTER, Hook.OUTPUT, 50)));

  private final String name;
  private final Span span;
  private final Map<String, ChainDraft> chains = new LinkedHashMap<>();

  /** A chain and its rules so far. */
  private record ChainDraft(Optional<Base> base, List<Rule> rules, Span span) {}

  TableDraft(String name, Span span) {
    this.name = name;
    this.span = span;
  }

  private static Base base(Kind kind, Hook hook, int priority) {
    return new Base(kind, hook, priority, true);
  }

  String name() {
    return name;
  }

  Span span() {
    return span;
  }

  /** Fails where iptables has no such table. */
  void check(Line line) {
    if (!BUILT_IN.containsKey(name)) {
      throw line.unknown("The table `" + name + "` is not known here.");
    }
  }

  /** Adds a chain; its policy is the next word. */
  void declare(String chain, Line line) {
    if (chain.isEmpty() || chain.length() > LONGEST_NAME) {
      throw line.malformed("A chain's name has 1 to " + LONGEST_NAME + " characters.");
    }
    Span place = line.last();
    Base builtIn = BUILT_IN.getOrDefault(name, Map.of()).get(chain);
    String policy = line.take();
    if (!POLICIES.contains(policy)) {
      throw line.malformed("`" + policy + "` is no policy that is known here.");
    }
    if ((builtIn != null) == policy.equals("-")) {
      throw line.malformed("The chain `" + chain + "` cannot have this policy.");
    }
    if (chains.containsKey(chain)) {
      throw line.dangling("There are two chains `" + chain + "` in this table.");
    }
    boolean accepts = policy.equals("ACCEPT");
    Optional<Base> base =
        Optional.ofNullable(builtIn)
            .map(it -> new Base(it.kind(), it.hook(), it.priority(), accepts));
    chains.put(chain, new ChainDraft(base, new ArrayList<>(), place));
  }

  /** The rules so far of the chain that the next word names. */
  List<Rule> rules(Line line) {
    String chain = line.value();
    ChainDraft draft = chains.get(chain);
    if (draft == null) {
      throw line.dangling("The chain `" + chain + "` is not declared in this table.");
    }
    return draft.rules();
  }

  Table table() {
    LinkedHashMap<String, Chain> all = new LinkedHashMap<>();
    chains.forEach(
        (chain, draft) ->
            all.put(chain, new Chain(chain, draft.base(), draft.rules(), draft.span())));
    return new Table(name, all, span);
  }
}
