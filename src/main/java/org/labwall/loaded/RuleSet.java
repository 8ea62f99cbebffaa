package org.labwall.loaded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.labwall.address.Family;

/**
 * All rules of one family that a machine has.
 *
 * @param family the family
 * @param tables the tables, in the order of the file
 */
public record RuleSet(Family family, List<Table> tables) {
  public RuleSet {
    tables = List.copyOf(tables);
  }

  /** The chain that the kernel calls at a place, and the table that holds it. */
  public record Called(Table table, Chain chain, Chain.Base base) {}

  /** The chains that the kernel calls at a hook, in its order. */
  public List<Called> at(Chain.Hook hook) {
    List<Called> called = new ArrayList<>();
    for (Table table : tables) {
      for (Chain chain : table.chains().values()) {
        chain
            .base()
            .filter(base -> base.hook() == hook)
            .ifPresent(base -> called.add(new Called(table, chain, base)));
      }
    }
    called.sort(Comparator.comparingInt(it -> it.base().priority()));
    return List.copyOf(called);
  }
}
