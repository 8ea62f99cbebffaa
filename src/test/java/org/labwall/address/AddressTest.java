package org.labwall.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  /** The oracle, told to read no more than RFC 4291 and dotted quads. */
  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowPrefix(false)
          .allowMask(false)
          .allowWildcardedSeparator(false)
          .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .allowBinary(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .allowBase85(false)
          .allowBinary(false)
          .allowUnlimitedLeadingZeros(false)
          .getEmbeddedIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .getEmbeddedIPv4AddressParentBuilder()
          .getParentBuilder()
          .toParams();

  private static Optional<String> oracle(String text) {
    IPAddressString read = new IPAddressString(text, STRICT);
    return read.isValid() && read.getAddress() != null && !read.getAddress().isMultiple()
        ? Optional.of(read.getAddress().toCanonicalString())
        : Optional.empty();
  }

  private static boolean isMapped(Address address) {
    return address.toString().startsWith("::ffff:") && address.toString().contains(".");
  }

  @Test
  void printsAndReadsAsTheOracleDoes() {
    Random random = new Random(20090101);
    for (int i = 0; i < 5_000; i++) {
      Address address = Samples.address(random, Samples.family(random));
      String text = address.toString();
      assertEquals(Optional.of(address), Address.parse(text));
      assertTrue(Address.looksLike(text), text);
      if (!isMapped(address)) {
        assertEquals(Optional.of(text), oracle(text));
      }
    }
  }

  @Test
  void readsEveryFormOfAnAddress() {
    Random random = new Random(4291);
    for (int i = 0; i < 2_000; i++) {
      Address address = Samples.address(random, Family.IPV6);
      var read = new IPAddressString(address.toString()).getAddress().toIPv6();
      for (String text :
          List.of(
              read.toFullString(),
              read.toFullString().toUpperCase(java.util.Locale.ROOT),
              read.toCompressedString(),
              read.toMixedString())) {
        assertEquals(Optional.of(address), Address.parse(text), text);
      }
    }
  }

  @Test
  void refusesWhatTheOracleRefuses() {
    Random random = new Random(5952);
    int refused = 0;
    for (int i = 0; i < 30_000; i++) {
      String text = Samples.damaged(random);
      Optional<Address> address = Address.parse(text);
      refused += address.isEmpty() ? 1 : 0;
      if (address.filter(AddressTest::isMapped).isEmpty()) {
        assertEquals(oracle(text), address.map(Address::toString), text);
      }
    }
    assertTrue(refused > 5_000 && refused < 29_000, refused + " refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        ":",
        ":::",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.4.",
        ".1.2.3.4",
        "1..2.3",
        "10.0.0.300",
        "010.0.0.1",
        "1.2.3.00",
        "1.2.3.0004",
        " 1.2.3.4",
        "1.2.3.4 ",
        "+1.2.3.4",
        "1.2.3.-4",
        "1.2.3.4/32",
        "\u0661.2.3.4",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4::5:6:7:8",
        "1::2::3",
        "1:::2",
        ":1::",
        "1::2:",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "[::1]",
        "::1/128",
        "::1.2.3",
        "::1.2.3.256",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "\u0661::"
      })
  void refuses(String text) {
    assertEquals(Optional.empty(), Address.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "::, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "2001:0DB8::0001, 2001:db8::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "1:0:0:0:0:0:0:0, 1::",
    "::ffff:c000:201, ::ffff:192.0.2.1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
  })
  void printsTheCanonicalText(String text, String canonical) {
    assertEquals(canonical, Samples.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.300", "1.2.3", "1.2.3.4.5", "010.1.1.1", "1.", "::", "a:b:c", "1::2::3"})
  void knowsTheShapeOfAWrongAddress(String text) {
    assertTrue(Address.looksLike(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "..", "10", "staff", "a.b", "1.a", "a:b", "1.2:3", "www.net", "::g", "1.2-3"
      })
  void knowsWhatHasNoSuchShape(String text) {
    assertFalse(Address.looksLike(text));
  }

  @Test
  void countsOnAndBackAcrossTheHalves() {
    Address edge = Samples.parse("::ffff:ffff:ffff:ffff");
    Address after = Samples.parse("0:0:0:1::");
    assertEquals(Optional.of(after), edge.next());
    assertEquals(Optional.of(edge), after.previous());
    assertEquals(after, edge.plus(Long.MAX_VALUE).plus(-Long.MAX_VALUE + 1));
    assertEquals(edge, after.plus(Long.MIN_VALUE).plus(Long.MAX_VALUE));
    assertTrue(edge.compareTo(after) < 0);
  }

  @Test
  void endsWhereTheFamilyEnds() {
    for (Family family : Family.values()) {
      Address lowest = family.lowest();
      Address highest = family.highest();
      assertEquals(Optional.empty(), lowest.previous());
      assertEquals(Optional.empty(), highest.next());
      assertEquals(highest, highest.plus(-7).plus(7));
      assertThrows(ArithmeticException.class, () -> lowest.plus(-1));
      assertThrows(ArithmeticException.class, () -> lowest.plus(Long.MIN_VALUE));
      assertThrows(ArithmeticException.class, () -> highest.plus(1));
      assertThrows(ArithmeticException.class, () -> highest.plus(Long.MAX_VALUE));
      assertTrue(lowest.compareTo(highest) < 0);
    }
    assertTrue(Family.IPV4.highest().compareTo(Family.IPV6.lowest()) < 0);
  }

  @Test
  void knowsTheSpecialOnesAsTheOracleDoes() {
    Random random = new Random(6890);
    List<String> edges =
        List.of(
            "0.0.0.0",
            "127.0.0.1",
            "126.255.255.255",
            "128.0.0.0",
            "169.254.0.0",
            "169.255.0.0",
            "223.255.255.255",
            "224.0.0.18",
            "239.255.255.255",
            "240.0.0.0",
            "::",
            "::1",
            "::2",
            "fe80::",
            "febf::1",
            "fec0::",
            "ff02::12",
            "feff::");
    for (int i = 0; i < 1_000; i++) {
      Address address =
          i < edges.size()
              ? Samples.parse(edges.get(i))
              : Samples.address(random, Samples.family(random));
      var read = new IPAddressString(address.toString()).getAddress();
      assertEquals(read.isMulticast(), address.isMulticast(), address::toString);
      assertEquals(read.isLoopback(), address.isLoopback(), address::toString);
      assertEquals(read.isAnyLocal(), address.isUnspecified(), address::toString);
      if (!address.isMulticast()) { // The oracle also counts groups that stay on the link.
        assertEquals(read.isLinkLocal(), address.isLinkLocal(), address::toString);
      }
    }
  }

  @Test
  void hasNoBitsOutsideItsFamily() {
    assertEquals("10.20.30.40", Address.of(10, 20, 30, 40).toString());
    assertThrows(IllegalArgumentException.class, () -> Address.of(10, 0, 0, 300));
    assertThrows(IllegalArgumentException.class, () -> Address.of(-1, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Address(Family.IPV4, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Address(Family.IPV4, 0, 1L << 32));
  }
}
