package org.labwall.loaded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.labwall.source.Span;

/** Finds jumps that lead nowhere, and chains that come back to themselves. */
public final class ChainCalls {
  private final Table table;
  private final Complaints complaints;

  private ChainCalls(Table table, Complaints complaints) {
    this.table = table;
    this.complaints = complaints;
  }

  /** One chain on the way down: what it has still to call. */
  private record Step(String chain, Iterator<Map.Entry<String, Span>> calls) {}

  /** Says what is wrong with the jumps of a table. */
  public static void check(Table table, Complaints complaints) {
    new ChainCalls(table, complaints).check();
  }

  private void check() {
    Map<String, Map<String, Span>> calls = new LinkedHashMap<>();
    for (Chain chain : table.chains().values()) {
      calls.put(chain.name(), calls(chain));
    }
    Set<String> done = new HashSet<>();
    for (String chain : calls.keySet()) {
      if (!done.contains(chain)) {
        walk(chain, calls, done);
      }
    }
  }

  /** The chains that this one calls, and where it does so first; those that there are. */
  private Map<String, Span> calls(Chain chain) {
    Map<String, Span> calls = new LinkedHashMap<>();
    Set<String> missing = new HashSet<>();
    for (Rule rule : chain.rules()) {
      for (Called called : called(rule)) {
        Chain target = table.chains().get(called.chain());
        if (target != null && target.base().isEmpty()) {
          calls.putIfAbsent(called.chain(), called.span());
        } else if (missing.add(called.chain())) {
          complaints.add(NotUnderstood.dangling(called.span(), complaint(called.chain(), target)));
        }
      }
    }
    return calls;
  }

  private record Called(String chain, Span span) {}

  private static List<Called> called(Rule rule) {
    if (rule.verdict() instanceof Verdict.Branch(var key, ElementSet map)) {
      List<Called> all = new ArrayList<>();
      for (ElementSet.Element element : map.elements()) {
        element
            .verdict()
            .flatMap(Verdict::target)
            .ifPresent(chain -> all.add(new Called(chain, element.span())));
      }
      return all;
    }
    return rule.verdict()
        .target()
        .map(it -> List.of(new Called(it, rule.span())))
        .orElse(List.of());
  }

  private String complaint(String chain, @Nullable Chain target) {
    return target == null
        ? "There is no chain `" + chain + "` in the table `" + table.name() + "`."
        : "No rule can jump to `" + chain + "`, which the kernel calls.";
  }

  /** Goes down from one chain, without recursion: the chains of a hostile file are many. */
  private void walk(String start, Map<String, Map<String, Span>> calls, Set<String> done) {
    Deque<Step> way = new ArrayDeque<>();
    Set<String> onWay = new HashSet<>(Set.of(start));
    way.push(step(start, calls));
    while (!way.isEmpty()) {
      Step here = way.peek();
      if (!here.calls().hasNext()) {
        way.pop();
        onWay.remove(here.chain());
        done.add(here.chain());
        continue;
      }
      Map.Entry<String, Span> call = here.calls().next();
      if (onWay.contains(call.getKey())) {
        complaints.add(
            NotUnderstood.dangling(
                call.getValue(), "The chain `" + call.getKey() + "` comes back to itself here."));
      } else if (!done.contains(call.getKey())) {
        onWay.add(call.getKey());
        way.push(step(call.getKey(), calls));
      }
    }
  }

  private static Step step(String chain, Map<String, Map<String, Span>> calls) {
    return new Step(chain, calls.getOrDefault(chain, Map.of()).entrySet().iterator());
  }
}
