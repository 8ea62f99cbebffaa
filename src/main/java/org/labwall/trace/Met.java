package org.labwall.trace;

import java.util.List;
import java.util.Optional;
import org.labwall.loaded.Chain;
import org.labwall.loaded.Chain.Base;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.Rule;
import org.labwall.loaded.Verdict;
import org.labwall.source.Span;

/**
 * What decided of a packet in a chain that the kernel calls.
 *
 * @param base the chain's place
 * @param way the chains that the packet went through, from that one to the one that decides
 * @param led the rules that led it along that way
 * @param rule the rule; none where the chain's policy decides
 * @param elements the elements of sets and maps by which the packet met that rule and those that
 *     led there
 * @param verdict what was decided: never a jump
 */
public record Met(
    Base base,
    List<Chain> way,
    List<Rule> led,
    Optional<Rule> rule,
    List<Element> elements,
    Verdict verdict) {
  public Met {
    way = List.copyOf(way);
    led = List.copyOf(led);
    elements = List.copyOf(elements);
  }

  /** Whether the packet goes on. */
  public boolean passes() {
    return verdict instanceof Verdict.Accept || verdict instanceof Verdict.Translate;
  }

  /** The words that decide. */
  public Span span() {
    return rule.map(Rule::span).orElse(way.getFirst().span());
  }
}
