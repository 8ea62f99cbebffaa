package org.labwall.loaded.iptables;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.labwall.loaded.Match;
import org.labwall.loaded.Match.AddressType;
import org.labwall.loaded.Match.End;
import org.labwall.loaded.Match.Scope;
import org.labwall.loaded.RuleDraft;

/** The addrtype match, whose options belong together. */
final class AddressTypeMatch {
  private @Nullable Set<AddressType> source;
  private @Nullable Set<AddressType> destination;
  private Scope scope = Scope.ANY;

  /** Takes the types of the address at one end. */
  void types(End end, boolean negated, Line line) {
    EnumSet<AddressType> types = EnumSet.noneOf(AddressType.class);
    for (String word : line.value().split(",", -1)) {
      types.add(type(word, line));
    }
    Set<AddressType> meant = negated ? EnumSet.complementOf(types) : types;
    if ((end == End.SOURCE ? source : destination) != null) {
      throw line.malformed("The types of this address are given twice.");
    }
    if (end == End.SOURCE) {
      source = meant;
    } else {
      destination = meant;
    }
  }

  private static AddressType type(String word, Line line) {
    for (AddressType type : AddressType.values()) {
      if (type.name().equals(word.toUpperCase(Locale.ROOT))) {
        return type;
      }
    }
    throw line.unknown("The type of address `" + word + "` is not known here.");
  }

  /** Takes the interface whose addresses count. */
  void scope(Scope given, Line line) {
    if (scope != Scope.ANY) {
      throw line.malformed("Only the addresses of one interface can count.");
    }
    scope = given;
  }

  void addTo(RuleDraft draft, Line line) {
    if (source == null && destination == null) {
      throw line.malformed("The match `addrtype` has no type.");
    }
    if (source != null) {
      draft.add(new Match.AddressTypes(End.SOURCE, source, scope));
    }
    if (destination != null) {
      draft.add(new Match.AddressTypes(End.DESTINATION, destination, scope));
    }
  }
}
