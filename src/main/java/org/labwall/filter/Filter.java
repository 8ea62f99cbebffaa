package org.labwall.filter;

import java.util.List;
import org.labwall.address.Family;

/**
 * The filter of one machine and one family, in no program's syntax.
 *
 * @param family the family
 * @param open whether the machine stands in a network of the family; all is closed where not
 * @param chains the chains that the kernel calls, then those that they call
 */
public record Filter(Family family, boolean open, List<Chain> chains) {
  public Filter {
    chains = List.copyOf(chains);
  }
}
