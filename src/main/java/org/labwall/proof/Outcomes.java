package org.labwall.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.loaded.Value;
import org.labwall.loaded.Verdict;
import org.labwall.loaded.Verdict.Translation;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;

/** Outcomes as the values of diagrams; 0 is that nothing happened, 1 that a packet is accepted. */
public final class Outcomes implements Diagrams.Values {
  private final List<Outcome> all = new ArrayList<>();
  private final Map<Outcome, Integer> numbers = new HashMap<>();

  Outcomes() {
    number(new Outcome(List.of(), Optional.empty()));
    number(Outcome.of(new Verdict.Accept()));
  }

  /** The number of an outcome. */
  int number(Outcome outcome) {
    Integer known = numbers.putIfAbsent(outcome, all.size());
    if (known != null) {
      return known;
    }
    all.add(outcome);
    return all.size() - 1;
  }

  /** The outcome of a number. */
  public Outcome of(int number) {
    return all.get(number);
  }

  @Override
  public int then(int first, int second) {
    return number(of(first).then(of(second)));
  }

  @Override
  public boolean isFinal(int value) {
    return of(value).end().isPresent();
  }

  /** What a function says of packets for which a bucket has, or has not, a token. */
  int limited(Diagrams diagrams, int bucket, boolean token, int function) {
    IntervalSet tokens = token ? IntervalSet.of(1, 2) : IntervalSet.of(0, 1);
    int taking = diagrams.within(Fields.BUCKETS + bucket, tokens, Diagrams.ALL);
    return diagrams.then(constant(Outcome.asking(bucket)), diagrams.when(taking, function));
  }

  /** The function that has one outcome everywhere. */
  int constant(Outcome outcome) {
    return Diagrams.constant(number(outcome));
  }

  /** The same function with every outcome changed. */
  public int map(Diagrams diagrams, int function, UnaryOperator<Outcome> change) {
    // There are far fewer outcomes than ways to them.
    Map<Integer, Integer> known = new HashMap<>();
    return diagrams.map(
        function, it -> known.computeIfAbsent(it, value -> number(change.apply(of(value)))));
  }

  /** The function that accepts everything. */
  int accepted() {
    return Diagrams.ALL;
  }

  /** The function that gives everything another address, or the one that the kernel finds. */
  int translated(Translation kind, Optional<Address> address, OptionalInt port) {
    Optional<AddressRange> range = address.map(it -> new AddressRange(it, it));
    Optional<Value.Numbers> ports =
        port.isPresent()
            ? Optional.of(new Value.Numbers(port.getAsInt(), port.getAsInt()))
            : Optional.empty();
    return constant(Outcome.of(new Verdict.Translate(kind, range, ports, Set.of())));
  }
}
