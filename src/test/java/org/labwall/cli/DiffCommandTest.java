package org.labwall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiffCommandTest {
  private static final String OLD =
      """
      ROLE master rt1, backup rt2
      VRRP START GROUP internet, staff
      DEV  internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3-203.0.113.4-101* via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.100-172.16.10.200-172.16.10.1-100* staff
      VLAN 20 eth0 172.16.20.0/24 172.16.20.100-172.16.20.200-172.16.20.1-100  lab
      HOST www 172.16.20.80
      GROUP inside staff, lab
      allow from staff to self ssh
      allow from staff to internet http, https
      allow from staff to lab ssh limit 10/minute
      reject from lab to internet log "lab"
      allow from lab to self ping
      snat from inside to internet as virtual
      forward https on 203.0.113.4 to www
      """;

  private static String diff(String next, String options) throws IOException {
    try (Workplace place = Workplace.of(next, Map.of("old.lw", OLD))) {
      String text = place.run("labwall diff old.lw site.lw" + options);
      assertEquals(text.contains("no difference") ? "0\n" : "1\n", place.run("echo $?"), text);
      return text;
    }
  }

  @Test
  void anotherTextWithTheSameMeaningIsNoDifference() throws IOException {
    assertEquals("no difference in behaviour\n", diff(OLD, ""));
    assertEquals(
        "no difference in behaviour\n",
        diff(
            OLD.replace(
                "allow from staff to internet http, https",
                "allow from 172.16.10.0/25, 172.16.10.128/25 to internet tcp/443 note \"web\"\n"
                    + "allow from staff to internet http"),
            ""));
  }

  @Test
  void whatOpensAndClosesIsNamedAsTheSourceDoes() throws IOException {
    assertEquals(
        """
        master, backup:
          opens
            from lab to internet smtp
              was logged `lab: `, rejected: old.lw:11
              now accepted: site.lw:9
            from staff to internet smtp
              was dropped: no rule
              now accepted: site.lw:9
          closes
            from staff to internet http
              was accepted: old.lw:9
              now dropped: no rule
        """,
        diff(
            OLD.replace(
                "staff to internet http, https",
                "inside to internet smtp\nallow from staff to internet https"),
            ""));
  }

  @Test
  void wholeNetworksButSomeAreSaidShortly() throws IOException {
    String text = diff(OLD + "allow from inside to www http\ndeny from any\n", "");
    assertTrue(text.contains("    from inside to www http\n"), text);
    text =
        diff(
            OLD.replace(
                "allow from staff to self",
                "deny from 172.16.10.9 to self\nallow from staff to self"),
            "");
    assertTrue(text.contains("    from 172.16.10.9 to self ssh\n"), text);
    text = diff(OLD + "allow from not www to lab sctp\n", "");
    assertTrue(text.contains("    from any but www to lab sctp\n"), text);
  }

  @Test
  void limitsLogsAndTranslationsChange() throws IOException {
    String text =
        diff(
            OLD.replace("limit 10/minute", "limit 20/minute")
                .replace("log \"lab\"", "log \"labor\"")
                .replace("to internet as virtual", "to internet as 203.0.113.9")
                .replace("to www\n", "to www:8443\n"),
            "");
    assertTrue(text.contains("  is limited in another way\n    from staff to lab ssh\n"), text);
    assertTrue(text.contains("now logged `labor: `, rejected: site.lw:11\n"), text);
    assertTrue(
        text.contains(
            """
            from any to 203.0.113.4 https
                  was sent to 172.16.20.80: old.lw:14
                  now sent to 172.16.20.80 port 8443: site.lw:14
            """),
        text);
    assertTrue(text.contains("now sent from 203.0.113.9: site.lw:13\n"), text);
    assertTrue(text.contains("from any to www tcp/8443 by a forward\n"), text);
  }

  @Test
  void aLimitThatIsGoneOpensWhatWasAboveIt() throws IOException {
    String text = diff(OLD.replace(" limit 10/minute", ""), "");
    assertTrue(text.contains("from staff to lab ssh above its limit\n"), text);
  }

  @Test
  void aLimitThatGoesWithItsLogIsToldToo() throws IOException {
    String logged = OLD.replace("limit 10/minute", "limit 10/minute log \"ssh\"");
    try (Workplace place =
        Workplace.of(logged, Map.of("old.lw", OLD.replace(" limit 10/minute", "")))) {
      String text = place.run("labwall diff old.lw site.lw");
      assertTrue(text.contains("  closes\n    from staff to lab ssh above its limit\n"), text);
      assertTrue(text.contains("  is logged in another way\n    from staff to lab ssh\n"), text);
      text = place.run("labwall diff site.lw old.lw");
      assertTrue(text.contains("  opens\n    from staff to lab ssh above its limit\n"), text);
    }
  }

  @Test
  void linesThatMoveAreNoDifference() throws IOException {
    String bare = OLD.replace("log \"lab\"", "log");
    try (Workplace place = Workplace.of("# One line more.\n" + bare, Map.of("old.lw", bare))) {
      assertEquals("no difference in behaviour\n", place.run("labwall diff old.lw site.lw"));
    }
  }

  @Test
  void whatIsAskedBecauseAnExpectationFailsIsAnswered() throws IOException {
    String text = diff(OLD + "allow from lab to staff\nexpect deny from lab to staff\n", "");
    assertTrue(text.contains("from lab to staff all services\n"), text);
  }

  /** What no connection can do without is no first packet. */
  @Test
  void packetsOfConnectionsAreComparedToo() throws IOException {
    try (Workplace place = Workplace.of(OLD, Map.of())) {
      place.run("labwall compile site.lw");
      String rules = place.read("out/master/etc/iptables/rules.v4");
      try (Workplace edited =
          Workplace.of(
              OLD,
              Map.of(
                  "out/master/etc/iptables/rules.v4",
                  rules.replaceFirst("-A FORWARD [^\n]*ESTABLISHED[^\n]*\n", ""),
                  "out/master/etc/iptables/rules.v6",
                  place.read("out/master/etc/iptables/rules.v6")))) {
        String text = edited.run("labwall diff site.lw out --role master");
        assertTrue(text.contains("  closes\n"), text);
        assertTrue(text.contains("all services (established)\n"), text);
        assertEquals("1\n", edited.run("echo $?"));
      }
    }
  }

  @Test
  void aHelperThatIsGoneClosesWhatItExpected() throws IOException {
    String helped = OLD + "SERVICE files tcp/2121 HELPER ftp\nallow from staff to lab files\n";
    try (Workplace place =
        Workplace.of(helped.replace(" HELPER ftp", ""), Map.of("old.lw", helped))) {
      String text = place.run("labwall diff old.lw site.lw");
      assertTrue(text.contains("  closes\n    from staff to lab tcp/1024-2120, "), text);
      assertTrue(text.contains(" (related) (some of it)\n"), text);
    }
  }

  @Test
  void rolesAreToldApart() throws IOException {
    try (Workplace place =
        Workplace.of(
            OLD.replace("self ping", "self ping only backup"),
            Map.of(
                "three.lw",
                "ROLE third\nVLAN 10 eth0 172.16.10.0/24 172.16.10.1 staff\nallow from staff to self ssh\n"))) {
      assertEquals(
          """
          backup:
            opens
              from lab to self ping
                was dropped: no rule
                now accepted: site.lw:12
          """,
          place.run("labwall diff site.lw --between master,backup"));
      String text = place.run("labwall diff three.lw site.lw");
      assertTrue(text.contains("`three.lw` has no role `master`."), text);
      assertTrue(text.contains("`site.lw` has no role `third`."), text);
      assertTrue(!text.contains("no difference"), text);
      assertEquals("1\n", place.run("echo $?"));
    }
  }

  @Test
  void compiledFilesAreComparedToo() throws IOException {
    for (String firewall : new String[] {"iptables", "nftables"}) {
      try (Workplace place =
          Workplace.of(OLD, Map.of("new.lw", OLD + "allow from lab to staff ntp\n"))) {
        place.run("labwall compile site.lw --firewall " + firewall);
        assertEquals("no difference in behaviour\n", place.run("labwall diff out site.lw"));
        String opens = place.run("labwall diff out new.lw --role backup");
        assertTrue(opens.contains("  opens\n    from lab to staff ntp\n"), opens);
        assertTrue(opens.contains("now accepted: new.lw:15\n"), opens);
        String closes = place.run("labwall diff new.lw out --role backup");
        assertTrue(closes.contains("  closes\n    from lab to staff ntp\n"), closes);
      }
    }
  }

  @Test
  void programsAndReviewersReadItToo() throws IOException {
    String next = OLD + "allow from lab to staff ntp\n";
    JsonArray changes =
        JsonParser.parseString(diff(next, " --format json"))
            .getAsJsonObject()
            .getAsJsonArray("changes");
    JsonObject change = changes.get(0).getAsJsonObject();
    assertEquals(1, changes.size());
    assertEquals("opens", change.get("kind").getAsString());
    assertEquals("[\"site.lw:15\"]", change.get("decides").toString());
    String table = diff(next, " --format markdown");
    assertTrue(
        table.contains("| opens | lab | staff | ntp | dropped: no rule | accepted: site.lw:15 |\n"),
        table);
  }

  @Test
  void whatIsWrongInEitherIsSaidAndNoSecretWithIt() throws IOException {
    String wrong = OLD.replace("VRRP START", "VRRP AUTH PASS hunter22\nVRRP START");
    try (Workplace place =
        Workplace.of(wrong.replace("allow", "alow"), Map.of("old.lw", wrong + "alow\n"))) {
      String text = place.run("labwall diff old.lw site.lw");
      assertTrue(text.contains(" --> old.lw:16:1\n"), text);
      assertTrue(text.contains(" --> site.lw:9:1\n"), text);
      assertTrue(text.indexOf("old.lw") < text.indexOf("site.lw"), text);
    }
    try (Workplace place = Workplace.of(wrong, Map.of("old.lw", wrong))) {
      String text = place.run("labwall diff old.lw site.lw");
      assertEquals(2, text.split("VRRP AUTH PASS \\*{8}\n", -1).length - 1, text);
    }
  }

  @Test
  void wrongQuestionsAreRefused() throws IOException {
    try (Workplace place = Workplace.of(OLD, Map.of("out/x", "", "other/x", ""))) {
      for (String command :
          new String[] {
            "labwall diff site.lw",
            "labwall diff site.lw site.lw --between master,backup",
            "labwall diff site.lw --between master",
            "labwall diff site.lw --between master,bakcup",
            "labwall diff site.lw --between master,backup --role master",
            "labwall diff site.lw site.lw --role mastr",
            "labwall diff out other",
            "labwall diff site.lw site.lw --format sarif"
          }) {
        place.run(command);
        assertEquals("2\n", place.run("echo $?"), command);
      }
      place.run("labwall diff site.lw missing.lw");
      assertEquals("1\n", place.run("echo $?"));
      assertTrue(place.run("labwall diff out site.lw").contains("There are no rules of `master`."));
      assertEquals("1\n", place.run("echo $?"));
    }
  }
}
