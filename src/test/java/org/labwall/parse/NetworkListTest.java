package org.labwall.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.labwall.Complaints;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Device;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;

/** The networks.conf of VS-Tools. */
class NetworkListTest {
  private static final Function<String, Optional<String>> SETTINGS =
      name -> Optional.ofNullable(Map.of("DEFAULT_DEVICE", "eth0").get(name));

  @Test
  void theLinesOfVsToolsAreVlans() {
    assertVlans(
        """
        # vlan_id,network_address/prefix,gateway[,domain[,nameserver nameserver ...]]

        1,10.0.1.0/24,10.0.1.1,foo.bar,10.0.3.6
        2,10.0.2.0/24,10.0.2.1
        3,10.0.3.0/24,10.0.3.1,foo.bar,10.0.3.5 10.0.3.6
        """,
        """
        1 eth0 10.0.1.0/24 10.0.1.1 dns-search(foo.bar) dns-nameservers(10.0.3.6)
        2 eth0 10.0.2.0/24 10.0.2.1
        3 eth0 10.0.3.0/24 10.0.3.1 dns-search(foo.bar) dns-nameservers(10.0.3.5 10.0.3.6)""");
  }

  @Test
  void blanksCommentsAndEmptyColumnsMeanNothing() {
    assertVlans(
        " 4 ,\t10.0.4.0/24 , 10.0.4.1 , , 10.0.3.5 \t 10.0.3.6 # a comment, with 10.0.9.9\r\n"
            + "#5,10.0.5.0/24,10.0.5.1\r\n\r\n6,10.0.6.0/24,10.0.6.1,#\n7,2001:db8::/64,2001:db8::1",
        """
        4 eth0 10.0.4.0/24 10.0.4.1 dns-nameservers(10.0.3.5 10.0.3.6)
        6 eth0 10.0.6.0/24 10.0.6.1
        7 eth0 2001:db8::/64 2001:db8::1""");
    assertVlans("", "");
    assertVlans("# nothing\n\n  \n", "");
  }

  @Test
  void whatALineDoesNotSayCreateConfDoes() {
    Map<String, String> settings =
        Map.of(
            "DEFAULT_DEVICE", "bond0",
            "DEFAULT_DOMAIN", "foo.bar",
            "DEFAULT_NAMESERVER", "10.0.3.5 10.0.3.6");
    assertEquals(
        """
        1 bond0 10.0.1.0/24 10.0.1.1 dns-search(foo.bar) dns-nameservers(10.0.3.5 10.0.3.6)
        2 bond0 10.0.2.0/24 10.0.2.1 dns-search(own.bar) dns-nameservers(10.0.3.7)""",
        text(
            NetworkList.parse(
                file("1,10.0.1.0/24,10.0.1.1\n2,10.0.2.0/24,10.0.2.1,own.bar,10.0.3.7\n"),
                name -> Optional.ofNullable(settings.get(name)),
                new Diagnostics())));
  }

  @Test
  void aListIsToldByItsNameOrItsFirstLine() {
    assertTrue(NetworkList.isOne(SourceFile.of("a/networks.conf", "HOST www 10.0.0.1\n")));
    assertTrue(NetworkList.isOne(SourceFile.of("vlans", "#\n\n\t12 ,10.0.0.0/24\n")));
    for (String other :
        List.of(
            "", "#1,2\n", "HOST a 1,2\n", "12\n", "10.0.0.1,x\n", ",1\n", "m(1,2)\n", "A=1,2\n")) {
      assertFalse(NetworkList.isOne(SourceFile.of("hosts.lw", other)), other);
    }
    assertFalse(NetworkList.isOne(SourceFile.of("my-networks.conf", "")));
  }

  @Test
  void mutatedListsAreAnsweredInWords() {
    Random random = new Random(7);
    String letters = "0123456789,,,,./ #\t\r\n:abcgxé𝔸\u0000$`{}()\"";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text =
          new StringBuilder("1,10.0.1.0/24,10.0.1.1,foo.bar,10.0.3.6\n2,10.0.2.0/24,10.0.2.1\n");
      for (int changes = random.nextInt(6); changes >= 0; changes--) {
        int letter =
            letters.offsetByCodePoints(
                0, random.nextInt(letters.codePointCount(0, letters.length())));
        text.insert(
            random.nextInt(text.length() + 1), Character.toChars(letters.codePointAt(letter)));
        text.deleteCharAt(random.nextInt(text.length()));
      }
      Diagnostics diagnostics = new Diagnostics();
      SourceFile file = file(text.toString());
      List<Statement> vlans = NetworkList.parse(file, SETTINGS, diagnostics);
      for (Statement vlan : vlans) {
        for (Device.Item item : ((Device) vlan).items()) {
          assertEquals(vlan.span().line(), item.span().line(), text.toString());
        }
      }
      long lines =
          text.toString()
              .lines()
              .map(it -> it.replaceFirst("#.*", "").strip())
              .filter(it -> !it.isEmpty())
              .count();
      assertTrue(vlans.size() + diagnostics.all().size() >= Math.min(lines, 1), text.toString());
    }
  }

  private static SourceFile file(String text) {
    return SourceFile.of("networks.conf", text);
  }

  private static void assertVlans(String text, String expected) {
    Diagnostics diagnostics = new Diagnostics();
    List<Statement> vlans = NetworkList.parse(file(text), SETTINGS, diagnostics);
    assertEquals("", Complaints.of(diagnostics), text);
    assertEquals(expected, text(vlans), text);
  }

  private static String text(List<Statement> vlans) {
    return vlans.stream()
        .map(
            it ->
                ((Device) it)
                    .items().stream().map(NetworkListTest::text).collect(Collectors.joining(" ")))
        .collect(Collectors.joining("\n"));
  }

  private static String text(Device.Item item) {
    return switch (item) {
      case Device.Column it -> it.word().text();
      case Device.Labelled it -> it.toString();
      case Device.Option it ->
          it.keyword()
              + "("
              + it.arguments().stream().map(Object::toString).collect(Collectors.joining(" "))
              + ")";
    };
  }
}
