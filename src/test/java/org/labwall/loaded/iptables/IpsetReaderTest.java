package org.labwall.loaded.iptables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.labwall.address.Family;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.iptables.IpSet.Part;
import org.labwall.source.SourceFile;

class IpsetReaderTest {

  @Test
  void networks() {
    IpSet set =
        set(
            """
            create s hash:net family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0xb9
            add s 10.0.0.0/8
            add s 192.0.2.1 comment "a 'b' c"
            add s 192.0.2.5-192.0.2.7 packets 5 bytes 18446744073709551615
            """);
    assertEquals(Optional.of(Family.IPV4), set.family());
    assertEquals(List.of(Part.ADDRESS), set.parts());
    assertEquals(
        List.of(
            "[Addresses[range=10.0.0.0-10.255.255.255]]",
            "[Addresses[range=192.0.2.1]] a 'b' c",
            "[Addresses[range=192.0.2.5-192.0.2.7]]"),
        elements(set));
    assertEquals(3, set.set().elements().get(1).span().line());
  }

  @Test
  void portsAreProtocolsAndNumbers() {
    IpSet set =
        set(
            """
            create s hash:ip,port,ip family inet6 comment
            add s fd00::1,udp:53,fd00::2
            add s fd00::1,80-90,fd00::2
            """);
    assertEquals(List.of(Part.ADDRESS, Part.PORT, Part.ADDRESS), set.parts());
    assertEquals(
        List.of(
            "[Addresses[range=fd00::1], Numbers[first=17, last=17], Numbers[first=53, last=53],"
                + " Addresses[range=fd00::2]]",
            "[Addresses[range=fd00::1], Numbers[first=6, last=6], Numbers[first=80, last=90],"
                + " Addresses[range=fd00::2]]"),
        elements(set));
  }

  @Test
  void aBitmapHoldsPortsOfBothProtocols() {
    IpSet set = set("create s bitmap:port range 0-65535\nadd s 22\n");
    assertEquals(Optional.empty(), set.family());
    assertEquals(
        List.of(
            "[Numbers[first=6, last=6], Numbers[first=22, last=22]]",
            "[Numbers[first=17, last=17], Numbers[first=22, last=22]]"),
        elements(set));
  }

  @Test
  void interfaces() {
    IpSet set = set("create s hash:net,iface family inet\nadd s 10.0.0.0/8,eth0\n");
    assertEquals(
        List.of("[Addresses[range=10.0.0.0-10.255.255.255], Interface[name=eth0]]"), elements(set));
  }

  @Test
  void theSmallestNetworkDecides() {
    IpSet set =
        set(
            """
            create s hash:net,iface family inet comment
            add s 10.0.0.0/8,eth0 comment "all"
            add s 10.0.0.0/16,eth0 nomatch comment "but these"
            add s 10.0.1.0/24,eth0
            add s 10.0.0.0/16,eth1
            add s 10.9.0.0/16,eth1
            """);
    // Whatever its interface is, as `ipset test` says it, too.
    assertEquals(
        List.of(
            "[Addresses[range=10.1.0.0-10.8.255.255], Interface[name=eth0]] all",
            "[Addresses[range=10.10.0.0-10.255.255.255], Interface[name=eth0]] all",
            "[Addresses[range=10.0.1.0-10.0.1.255], Interface[name=eth0]]",
            "[Addresses[range=10.0.0.0-10.0.0.255], Interface[name=eth1]]",
            "[Addresses[range=10.0.2.0-10.0.255.255], Interface[name=eth1]]",
            "[Addresses[range=10.9.0.0-10.9.255.255], Interface[name=eth1]]"),
        elements(set));
    assertEquals(
        List.of(
            "[Addresses[range=10.0.0.0-10.255.255.255], Numbers[first=6, last=6],"
                + " Numbers[first=22, last=22]]",
            "[Addresses[range=10.0.0.0-10.0.255.255], Numbers[first=6, last=6],"
                + " Numbers[first=80, last=80]]"),
        elements(
            set("create s hash:net,port\nadd s 10.0.0.0/8,tcp:22\nadd s 10.0.0.0/16,tcp:80\n")));
    assertError(
        "create s hash:net\nadd s 10.0.0.0/8\nadd s 10.0.0.0/8 nomatch\n",
        "LW132 This network is there twice.");
  }

  @Test
  void whatIsNotKnownIsAnError() {
    assertError(
        "create s list:set size 8\n", "LW131 Sets of the type `list:set` are not known here.");
    assertError("create s hash:mac\n", "LW131 Sets of the type `hash:mac` are not known here.");
    assertError(
        "create s hash:ip timeout 60\n", "LW131 The option `timeout` of a set is not known here.");
    assertError(
        "create s hash:net,net\nadd s 10.0.0.0/8,10.0.0.0/8 nomatch\n",
        "LW131 `nomatch` is known here with one address only.");
    assertError("destroy s\n", "LW131 The command `destroy` is not known here.");
    assertError(
        "create s hash:ip,port\nadd s 10.0.0.1,icmp:8/0\n",
        "LW131 `icmp:8/0` is no port of a protocol that is known here.");
  }

  @Test
  void whatIsMalformedIsAnError() {
    assertError("add s 10.0.0.1\n", "LW132 There is no set `s`.");
    assertError("create s hash:ip\ncreate s hash:ip\n", "LW132 There are two sets `s`.");
    assertError(
        "create s hash:ip\nadd s 10.0.0.256\n",
        "LW130 `10.0.0.256` is no address and no range of addresses.");
    assertError(
        "create s hash:net\nadd s fd00::/8\n",
        "LW130 `fd00::/8` is no network of the set's family.");
    assertError(
        "create s hash:ip,port\nadd s 10.0.0.1\n", "LW130 An element of this set has 2 parts.");
    assertError(
        "create s hash:net\nadd s 10.0.0.1", "LW130 The last line has no end: the file is cut.");
    assertError("create s\n", "LW130 Something is missing at the end of this line.");
    assertError("create s hash:ip family inet5\n", "LW130 `inet5` is no family of a set.");
  }

  private static IpSet set(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Map<String, IpSet> sets = IpsetReader.read(SourceFile.of("ipsets", text), diagnostics);
    assertEquals(List.of(), diagnostics.all());
    return sets.values().iterator().next();
  }

  private static List<String> elements(IpSet set) {
    return set.set().elements().stream().map(IpsetReaderTest::shown).toList();
  }

  private static String shown(Element element) {
    return (element.values() + " " + element.comment()).strip();
  }

  private static void assertError(String text, String expected) {
    Diagnostics diagnostics = new Diagnostics();
    IpsetReader.read(SourceFile.of("ipsets", text), diagnostics);
    assertEquals(
        List.of(expected),
        diagnostics.sorted().stream().map(it -> it.code() + " " + it.message()).toList());
  }
}
