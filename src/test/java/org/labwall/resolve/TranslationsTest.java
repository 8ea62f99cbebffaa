package org.labwall.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.labwall.SiteText;
import org.labwall.model.Endpoint;
import org.labwall.model.Service;
import org.labwall.model.Translation;
import org.labwall.model.Translation.NewSource;
import org.labwall.model.Translation.Place;
import org.labwall.model.Translations;

/** What `masquerade`, `snat` and `forward` become. */
class TranslationsTest {
  private static final String SITE =
      """
      ROLE router gate
      DEV internet eth1 203.0.113.0/29 203.0.113.2 via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.1 staff inet6 2001:db8:10::/64 ::1
      HOST www 172.16.10.80, 2001:db8:10::80
      HOST public 203.0.113.2, 2001:db8:10::1
      """;

  @Test
  void aMissingSideIsEverything() {
    Translation.OfSource all = read("masquerade").sources().get(0);
    assertEquals(List.of(new Endpoint.Any()), all.from());
    assertEquals(List.of(), all.to());
    assertInstanceOf(NewSource.Own.class, all.as());
  }

  @Test
  void sidesComeInAnyOrder() {
    Translation.OfSource one =
        read("snat to internet from not staff, self as virtual").sources().get(0);
    assertEquals(2, one.from().size());
    assertEquals("internet", one.to().get(0).network().name());
    assertInstanceOf(NewSource.Virtual.class, one.as());
  }

  @Test
  void constantsStandForWordsAndKeywords() {
    Translations read =
        read(
            """
            AS=virtual
            PUBLIC=203.0.113.2, 2001:db8:10::1
            PORTS=tcp/80, udp/80
            SERVER=www
            snat from staff as $AS
            snat as $PUBLIC
            forward $PORTS on $PUBLIC to $SERVER:8080
            """);
    assertInstanceOf(NewSource.Virtual.class, read.sources().get(0).as());
    assertEquals(2, ((NewSource.Fixed) read.sources().get(1).as()).addresses().size());
    assertEquals(2, read.forwards().get(0).services().size());
    assertEquals(2, read.forwards().get(0).on().size());
    assertEquals(2, read.forwards().get(0).target().addresses().size());
  }

  @Test
  void aHostIsTakenApart() {
    for (String target :
        List.of("www", "172.16.10.80", "2001:db8:10::80", "[2001:db8:10::80]", "[172.16.10.80]")) {
      assertTrue(forward(target).target().port().isEmpty(), target);
    }
    for (String target : List.of("www:8080", "172.16.10.80:8080", "[2001:db8:10::80]:8080")) {
      assertEquals(8080, forward(target).target().port().orElse(0), target);
    }
    assertEquals(2, forward("www:8080").target().addresses().size());
    assertEquals(
        "2001:db8:10::80", "" + forward("[2001:db8:10::80]:1").target().addresses().get(0));
  }

  @Test
  void aForwardAllowsUnlessItSaysOtherwise() {
    Translation.OfDestination plain = forward("www");
    assertTrue(plain.allows());
    assertEquals(List.of(new Service.Ports(6, 80, 80)), plain.services());
    assertInstanceOf(Place.OnNetwork.class, plain.on().get(0));
    assertFalse(forward("www WITHOUT Allow").allows());
  }

  @Test
  void aPlaceIsANetworkOrSingleAddresses() {
    Translations read = read("forward tcp/80 on internet, public, 198.51.100.7 to www\n");
    assertEquals(4, read.forwards().get(0).on().size());
  }

  @Test
  void optionsAreThoseThatMakeSense() {
    Translation.Terms terms =
        read("masquerade expires 2027-01-31 only router note \"as asked\"")
            .sources()
            .get(0)
            .terms();
    assertEquals("2027-01-31", terms.expires().orElseThrow().toString());
    assertEquals("as asked", terms.note().orElseThrow().marked());
    assertEquals("router", terms.only().get(0).name());
  }

  private static Translation.OfDestination forward(String target) {
    return read("forward tcp/80 on internet to " + target).forwards().get(0);
  }

  private static Translations read(String lines) {
    return SiteText.site(SITE + lines + "\n").clusters().get(0).translations();
  }
}
