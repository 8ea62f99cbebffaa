package org.labwall.loaded.nftables;

import java.util.List;
import org.labwall.loaded.ElementSet;

/**
 * A set or map of a table.
 *
 * @param types the types of its key
 * @param map whether it maps to verdicts
 */
record DeclaredSet(ElementSet set, List<KeyType> types, boolean map) {
  DeclaredSet {
    types = List.copyOf(types);
  }
}
