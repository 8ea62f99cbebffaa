package org.labwall.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AddressCutsTest {

  @Test
  void numberWhereRangesStartAndEnd() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      Family family = Samples.family(random);
      List<AddressSet> sets = new ArrayList<>(List.of(AddressSet.empty(family)));
      TreeSet<Address> expected = new TreeSet<>();
      for (int count = random.nextInt(20); count > 0; count--) {
        AddressRange one = Samples.range(random, family);
        AddressRange other = Samples.range(random, family);
        AddressSet set = AddressSet.of(family, List.of(one, other));
        sets.add(count % 3 == 0 ? set.complement() : set);
      }
      sets.forEach(set -> set.ranges().forEach(range -> addEnds(range, expected)));
      AddressCuts cuts = AddressCuts.of(sets);
      assertEquals(expected.size(), cuts.size());
      for (AddressSet set : sets) {
        List<AddressRange> ranges = set.ranges();
        for (int i = 0; i < ranges.size(); i++) {
          assertEquals(expected.headSet(ranges.get(i).first()).size(), cuts.first(set, i));
          Optional<Address> behind = ranges.get(i).last().next();
          assertEquals(
              behind.map(it -> expected.headSet(it).size()).orElse(cuts.size()), cuts.end(set, i));
        }
      }
    }
  }

  private static void addEnds(AddressRange range, TreeSet<Address> all) {
    all.add(range.first());
    range.last().next().ifPresent(all::add);
  }
}
