package org.labwall.filter;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.labwall.filter.Match.End;
import org.labwall.model.Rule;

/**
 * What a rule says at one hook, less what has been asked on the way to it.
 *
 * @param rule the rule
 * @param place its place among the rules that speak at the hook
 * @param hook where
 * @param open the ends of the packet that remain to be asked for
 */
record Clause(Rule rule, int place, Hook hook, Set<End> open) {

  /** The same, where an end of the packet is known to be right. */
  Clause asked(End end) {
    return open.contains(end)
        ? new Clause(
            rule,
            place,
            hook,
            open.size() == 1 ? Set.of() : Set.of(end == End.SOURCE ? End.DESTINATION : End.SOURCE))
        : this;
  }

  /** Whether it only decides, so that the order of two such rules of one verdict means nothing. */
  boolean isPlain() {
    return rule.log().isEmpty() && rule.limit().isEmpty();
  }

  /** Compares places, which tell rules apart at one hook. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Clause that
        && place == that.place
        && hook == that.hook
        && open.equals(that.open);
  }

  @Override
  public int hashCode() {
    return 31 * place + open.size();
  }
}
