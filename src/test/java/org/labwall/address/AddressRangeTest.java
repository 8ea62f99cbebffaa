package org.labwall.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  @Test
  void fallsIntoTheOraclesPrefixes() {
    Random random = new Random(1918);
    for (int i = 0; i < 2_000; i++) {
      AddressRange range = Samples.range(random, Samples.family(random));
      IPAddress first = new IPAddressString(range.first().toString()).getAddress();
      IPAddress last = new IPAddressString(range.last().toString()).getAddress();
      List<String> expected =
          Arrays.stream(first.spanWithPrefixBlocks(last))
              .map(block -> read(block).toString())
              .toList();
      assertEquals(expected, range.toPrefixes().stream().map(Prefix::toString).toList());
    }
  }

  private static Prefix read(IPAddress block) {
    String network = block.getLower().withoutPrefixLength().toCanonicalString();
    return Prefix.of(Samples.parse(network), block.getMinPrefixLengthForBlock());
  }

  @Test
  void fallsIntoFewPrefixesAtTheEndsOfAFamily() {
    for (Family family : Family.values()) {
      AddressRange all = Prefix.all(family).range();
      assertEquals(List.of(Prefix.all(family)), all.toPrefixes());
      AddressRange inner = new AddressRange(all.first().plus(1), all.last().plus(-1));
      assertEquals(2 * family.bits() - 2, inner.toPrefixes().size());
      AddressRange highest = new AddressRange(all.last(), all.last());
      assertEquals(List.of(Prefix.of(all.last(), family.bits())), highest.toPrefixes());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.5-10.0.0.9, 10.0.0.5-10.0.0.9",
    "10.0.0.5-10.0.0.5, 10.0.0.5",
    "::1-2001:DB8::, ::1-2001:db8::",
    "0.0.0.0-255.255.255.255, 0.0.0.0-255.255.255.255"
  })
  void reads(String text, String canonical) {
    assertEquals(canonical, Samples.range(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "10.0.0.1",
        "10.0.0.1-",
        "-10.0.0.1",
        "10.0.0.9-10.0.0.5",
        "10.0.0.1-::1",
        "10.0.0.1 - 10.0.0.2",
        "10.0.0.1-10.0.0.2-10.0.0.3",
        "10.0.0.1-9",
        "10.0.0.1-10.0.0.300"
      })
  void refuses(String text) {
    assertEquals(Optional.empty(), AddressRange.parse(text));
  }

  @Test
  void isValidByConstruction() {
    Address one = Address.of(10, 0, 0, 1);
    Address two = Address.of(10, 0, 0, 2);
    assertThrows(IllegalArgumentException.class, () -> new AddressRange(two, one));
    assertThrows(IllegalArgumentException.class, () -> new AddressRange(one, Samples.parse("::1")));
  }
}
