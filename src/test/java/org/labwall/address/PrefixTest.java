package org.labwall.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {

  @Test
  void hasTheOraclesNetworkLastAddressAndMask() {
    Random random = new Random(4632);
    for (int i = 0; i < 3_000; i++) {
      Family family = Samples.family(random);
      Address address = Samples.address(random, family);
      int length = random.nextInt(family.bits() + 1);
      Prefix prefix = Prefix.of(address, length);
      IPAddress block =
          new IPAddressString(address + "/" + length).getAddress().toPrefixBlock(length);
      assertEquals(read(block.getLower()), prefix.first());
      assertEquals(read(block.getUpper()), prefix.last());
      assertEquals(read(block.getNetworkMask()), prefix.netmask());
      assertEquals(OptionalInt.of(length), Prefix.lengthOfNetmask(prefix.netmask()));
      assertEquals(Optional.of(prefix), Prefix.parse(prefix.toString()));
      assertEquals(Optional.of(prefix), Prefix.parseLoose(address + "/" + length));
      assertEquals(
          address.equals(prefix.network()), Prefix.parse(address + "/" + length).isPresent());
      assertTrue(prefix.contains(address) && prefix.range().contains(address));
      assertEquals(address, prefix.complete(address));
    }
  }

  @Test
  void containsWhatTheOraclesContains() {
    Random random = new Random(1519);
    for (int i = 0; i < 3_000; i++) {
      Family family = Samples.family(random);
      Prefix one = Prefix.of(Samples.address(random, family), random.nextInt(20));
      Prefix other = Prefix.of(Samples.address(random, family), random.nextInt(20));
      IPAddress oneBlock = new IPAddressString(one.toString()).getAddress();
      IPAddress otherBlock = new IPAddressString(other.toString()).getAddress();
      assertEquals(oneBlock.contains(otherBlock), one.contains(other));
      assertEquals(oneBlock.intersect(otherBlock) != null, one.overlaps(other));
    }
  }

  private static Address read(IPAddress address) {
    return Samples.parse(address.withoutPrefixLength().toCanonicalString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "10.0.0.0/08",
        "10.0.0.0/8/8",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0/ 8",
        "::/129",
        "::/1000",
        "10.0.0/8",
        "10.0.0.0/\u0668",
        "10.0.0.0/99999999999"
      })
  void refusesTheMalformedBothWays(String text) {
    assertEquals(Optional.empty(), Prefix.parse(text));
    assertEquals(Optional.empty(), Prefix.parseLoose(text));
  }

  @Test
  void tellsHostBitsFromMalformedText() {
    assertEquals(Optional.empty(), Prefix.parse("10.0.0.1/8"));
    assertEquals("10.0.0.0/8", Prefix.parseLoose("10.0.0.1/8").orElseThrow().toString());
    assertEquals("10.0.0.1/32", Samples.prefix("10.0.0.1").toString());
    assertEquals("::1/128", Prefix.parseLoose("::1").orElseThrow().toString());
  }

  @Test
  void isValidByConstruction() {
    Address network = Address.of(10, 0, 0, 0);
    assertThrows(IllegalArgumentException.class, () -> new Prefix(network, 6));
    assertThrows(IllegalArgumentException.class, () -> new Prefix(network, 33));
    assertThrows(IllegalArgumentException.class, () -> Prefix.of(network, -1));
    Prefix wide = Prefix.all(Family.IPV4);
    assertThrows(IllegalArgumentException.class, () -> wide.complete(Samples.parse("::1")));
  }

  @Test
  void readsOnlyMasksWithoutAHole() {
    assertEquals(OptionalInt.of(0), Prefix.lengthOfNetmask(Address.of(0, 0, 0, 0)));
    assertEquals(OptionalInt.of(32), Prefix.lengthOfNetmask(Address.of(255, 255, 255, 255)));
    assertEquals(OptionalInt.of(26), Prefix.lengthOfNetmask(Address.of(255, 255, 255, 192)));
    assertEquals(OptionalInt.empty(), Prefix.lengthOfNetmask(Address.of(255, 0, 255, 0)));
    assertEquals(OptionalInt.empty(), Prefix.lengthOfNetmask(Address.of(0, 0, 0, 255)));
  }

  @Test
  void completesAHostsPart() {
    Prefix prefix = Samples.prefix("2001:db8:5::/64");
    assertEquals("2001:db8:5::1", prefix.complete(Samples.parse("::1")).toString());
    assertEquals(
        "172.16.20.80",
        Samples.prefix("172.16.20.0/24").complete(Address.of(0, 0, 0, 80)).toString());
  }

  @Test
  void neverContainsTheOtherFamily() {
    Prefix ipv4 = Prefix.all(Family.IPV4);
    Prefix ipv6 = Prefix.all(Family.IPV6);
    assertFalse(ipv4.overlaps(ipv6));
    assertFalse(ipv6.contains(Family.IPV4.lowest()));
    assertFalse(ipv6.range().contains(Family.IPV4.lowest()));
  }

  @Test
  void ordersTheWiderFirst() {
    assertEquals(
        "[10.0.0.0/8, 10.0.0.0/24, 10.0.1.0/24, 192.168.0.0/16, ::/0]",
        Stream.of("::/0", "192.168.0.0/16", "10.0.1.0/24", "10.0.0.0/24", "10.0.0.0/8")
            .map(Samples::prefix)
            .sorted()
            .toList()
            .toString());
  }
}
