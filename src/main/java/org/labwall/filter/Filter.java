package org.labwall.filter;

import java.util.List;
import org.labwall.address.Family;

/**
 * The filter of one machine and one family, in no program's syntax.
 *
 * @param family the family
 * @param open whether the machine stands in a network of the family; all is closed where not
 * @param chains the chains that the kernel calls, then those that they call
 * @param nat the chains that translate addresses, likewise; none where nothing is translated
 * @param raw the chains that give connections their helpers, likewise; they see a packet first
 */
public record Filter(
    Family family, boolean open, List<Chain> chains, List<Chain> nat, List<Chain> raw) {
  public Filter {
    chains = List.copyOf(chains);
    nat = List.copyOf(nat);
    raw = List.copyOf(raw);
  }

  /** The sets that its rules compare packets with. */
  public List<MemberSet> sets() {
    return Sets.in(chains);
  }
}
