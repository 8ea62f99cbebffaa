package org.labwall.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrefixMapTest {

  @Test
  void theLongestPrefixWins() {
    Random random = new Random(1812);
    PrefixMap.Builder<Prefix> builder = PrefixMap.builder();
    List<Prefix> prefixes =
        Stream.generate(() -> Samples.family(random))
            .limit(400)
            .map(family -> Prefix.of(Samples.address(random, family), random.nextInt(33)))
            .toList();
    prefixes.forEach(prefix -> builder.put(prefix, prefix));
    PrefixMap<Prefix> map = builder.build();
    for (int i = 0; i < 1_000; i++) {
      Address address = Samples.address(random, Samples.family(random));
      Optional<Prefix> expected =
          prefixes.stream()
              .filter(prefix -> prefix.contains(address))
              .max((one, other) -> Integer.compare(one.length(), other.length()));
      assertEquals(expected, map.longestMatch(address));
    }
    assertEquals(Optional.of(prefixes.get(7)), map.get(prefixes.get(7)));
    assertEquals(Optional.empty(), map.get(Samples.prefix("203.0.113.7")));
  }

  @Test
  void aLaterValueReplacesTheEarlier() {
    Prefix prefix = Samples.prefix("10.0.0.0/8");
    PrefixMap.Builder<String> builder = PrefixMap.<String>builder().put(prefix, "one");
    PrefixMap<String> before = builder.build();
    PrefixMap<String> after = builder.put(prefix, "two").build();
    assertEquals(Optional.of("one"), before.longestMatch(Address.of(10, 1, 1, 1)));
    assertEquals(Optional.of("two"), after.longestMatch(Address.of(10, 1, 1, 1)));
    assertEquals(Optional.empty(), after.longestMatch(Address.of(11, 1, 1, 1)));
  }
}
