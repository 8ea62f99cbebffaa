package org.labwall.filter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.labwall.address.AddressRange;
import org.labwall.address.Prefix;
import org.labwall.filter.Match.End;
import org.labwall.filter.MemberSet.Device;
import org.labwall.filter.MemberSet.Element;
import org.labwall.filter.MemberSet.Field;
import org.labwall.project.Reach;

/**
 * The set that tells which addresses belong to which interface.
 *
 * <p>A prefix inside another's says of the other's interfaces, too, whether it belongs to them: so
 * the set means the same whether the kernel goes on to shorter prefixes behind a longer one of
 * another interface, or does not.
 */
final class Belongings {
  /** One name, for the elements are the same at both ends, and ipset's sets know of no ends. */
  private static final String NAME = "networks";

  /** A prefix can stand in a set with so many interfaces; ipset has room for 64. */
  private static final int MOST = 60;

  private final Reach reach;
  private final List<Entry> entries = new ArrayList<>();

  Belongings(Reach reach) {
    this.reach = reach;
    List<Reach.Share> around = new ArrayList<>();
    for (Reach.Share share : reach.shares()) {
      while (!around.isEmpty() && !around.getLast().prefix().contains(share.prefix())) {
        around.removeLast();
      }
      add(share, around);
      around.add(share);
    }
  }

  /** A prefix does, or does not, belong to the interface at a place. */
  private record Entry(Prefix prefix, int place, boolean excepted) {}

  private void add(Reach.Share share, List<Reach.Share> around) {
    Set<Integer> others = new LinkedHashSet<>();
    around.forEach(it -> others.addAll(it.owners()));
    others.removeAll(share.owners());
    share.owners().forEach(it -> entries.add(new Entry(share.prefix(), it, false)));
    others.forEach(it -> entries.add(new Entry(share.prefix(), it, true)));
  }

  /** Whether a set can hold all of it. */
  boolean fit() {
    int ofPrefix = 0;
    for (int i = 0; i < entries.size(); i++) {
      boolean same = i > 0 && entries.get(i).prefix.equals(entries.get(i - 1).prefix);
      ofPrefix = same ? ofPrefix + 1 : 1;
      if (ofPrefix > MOST) {
        return false;
      }
    }
    return !entries.isEmpty();
  }

  /** The set for one end of packets. */
  MemberSet at(End end) {
    boolean source = end == End.SOURCE;
    List<Element> elements = new ArrayList<>();
    for (Entry entry : entries) {
      Reach.Part part = reach.parts().get(entry.place);
      Optional<AddressRange> range = Optional.of(entry.prefix.range());
      elements.add(
          new Element(
              source ? range : Optional.empty(),
              source ? Optional.empty() : range,
              Optional.empty(),
              Optional.of(new Device(part.port().name(), entry.excepted)),
              part.network().name() + " " + part.port().span().cite()));
    }
    return new MemberSet(
        NAME,
        List.of(source ? Field.SOURCE : Field.DESTINATION, Field.INTERFACE),
        OptionalInt.empty(),
        elements);
  }
}
