package org.labwall.lab.trial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.labwall.lab.probe.Mismatch;
import org.labwall.source.Span;
import org.labwall.trace.Met;
import org.labwall.trace.Trace;

/** What a trial finds out. */
final class Findings {
  private static final int SHOWN = 20;

  private final List<String> facts = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Set<Reason> explained = new HashSet<>();

  /** What packets have in common whose traces would say the same. */
  private record Reason(String role, String cite, List<Span> rules) {
    static Reason of(Trace trace) {
      return new Reason(
          trace.role(), trace.fate().cite(), trace.implementing().stream().map(Met::span).toList());
    }
  }

  void fact(String words) {
    facts.add(words);
  }

  void fault(String sentence) {
    faults.add(Fault.of(sentence));
  }

  /** A packet of which a router thinks otherwise; {@code tracer} says why it should not. */
  void fault(Mismatch mismatch, Function<Mismatch, Trace> tracer) {
    Optional<Trace> trace =
        faults.size() < SHOWN ? Optional.of(tracer.apply(mismatch)) : Optional.empty();
    faults.add(
        new Fault(mismatch.sentence() + ".", trace.filter(it -> explained.add(Reason.of(it)))));
  }

  List<String> facts() {
    return facts;
  }

  /** The faults; of very many the first, and how many more there are. */
  List<Fault> faults() {
    if (faults.size() <= SHOWN) {
      return faults;
    }
    List<Fault> some = new ArrayList<>(faults.subList(0, SHOWN));
    some.add(Fault.of("And " + (faults.size() - SHOWN) + " more."));
    return some;
  }
}
