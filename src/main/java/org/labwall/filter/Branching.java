package org.labwall.filter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labwall.address.Prefix;
import org.labwall.filter.Match.End;

/** How packets of a side are found where its alternatives are too many to be tried in a row. */
sealed interface Branching {

  /**
   * By the address.
   *
   * @param end where it is
   * @param prefixes those that are meant, or are not; no two overlap
   * @param negated whether all other packets are meant
   */
  record ByAddress(End end, List<Prefix> prefixes, boolean negated) implements Branching {
    public ByAddress {
      prefixes = List.copyOf(prefixes);
    }
  }

  /**
   * By the interface.
   *
   * @param end where it is
   * @param ports the further conditions on packets of each, by its name; the others are not meant
   */
  record ByInterface(End end, Map<String, Side> ports) implements Branching {
    public ByInterface {
      ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    }
  }
}
