package org.labwall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatrixCommandTest {
  private static final String LINK =
      "DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1\n";

  private static final String SOURCE =
      """
      ROLE master rt1, backup rt2
      VRRP START GROUP internet, staff
      DEV  internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3-203.0.113.4-101* via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.100-172.16.10.200-172.16.10.1-100* staff \
      inet6 2001:db8:10::/64 ::100-::200-::1
      VLAN 20 eth0 172.16.20.0/24 172.16.20.100-172.16.20.200-172.16.20.1-100  lab
      VLAN 30 eth0 2001:db8:30::/64 2001:db8:30::100-2001:db8:30::200 six
      allow from staff to self ssh, ping
      allow from 172.16.10.9 to lab http limit 3/minute
      allow from lab to self ping only backup
      deny from staff to internet telnet
      allow from staff to internet
      forward https on internet to 172.16.20.80
      """;

  @Test
  void eachNetworkHasARowAndAColumn() throws IOException {
    try (Workplace place = Workplace.of(SOURCE, Map.of())) {
      assertEquals(
          """
          master:
            from \\ to  internet                 staff  lab                      six  self
            internet                            -      forwarded https               -
            staff      all services but telnet         in part http; forwarded  -    ping, ssh
                                                       https
            lab        -                        -                                    -
            six                                 -                                    -
            self       all                      all    all                      all

          backup:
            from \\ to  internet                 staff  lab                      six  self
            internet                            -      forwarded https               -
            staff      all services but telnet         in part http; forwarded  -    ping, ssh
                                                       https
            lab        -                        -                                    ping
            six                                 -                                    -
            self       all                      all    all                      all
          """,
          place.run("labwall matrix site.lw"));
    }
  }

  @Test
  void manyNetworksFitATerminal() throws IOException {
    StringBuilder source = new StringBuilder(LINK);
    for (int i = 10; i < 30; i++) {
      source.append(
          "VLAN %d eth0 172.16.%d.0/24 172.16.%d.1 department-%d\n".formatted(i, i, i, i));
    }
    source.append("allow from department-10 to department-29 ssh\n");
    source.append("allow from department-10 to self ssh\n");
    try (Workplace place = Workplace.of(source.toString(), Map.of())) {
      String said = place.run("labwall matrix site.lw");
      assertTrue(said.lines().allMatch(it -> it.length() <= 100), said);
      assertEquals(4, said.lines().filter(it -> it.startsWith("  from \\ to")).count(), said);
      for (int i = 10; i < 30; i++) {
        String name = "department-" + i;
        assertEquals(5, said.lines().filter(it -> it.contains(name)).count(), said);
      }
      assertTrue(
          said.lines().anyMatch(it -> it.matches("  department-10( +-){4} +ssh +ssh")), said);
    }
  }

  @Test
  void networksOfOtherGroupsAreAskedAboutToo() throws IOException {
    String source =
        """
            ROLE edge {
                DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
                DEV transit  eth0 10.0.0.0/24 10.0.0.1
                allow from transit to self ssh
            }
            ROLE core {
                DEV transit eth0 10.0.0.2 via 10.0.0.1
                DEV staff   eth1 172.16.10.0/24 172.16.10.1
                allow from staff to self ssh
            }
            """;
    try (Workplace place = Workplace.of(source, Map.of())) {
      String said = place.run("labwall matrix site.lw");
      assertTrue(said.contains("edge:\n"), said);
      assertTrue(said.contains("core:\n"), said);
    }
  }

  @Test
  void aForwardThatRulesRestrictIsNoOpenOne() throws IOException {
    String restricted =
        SOURCE.replace(
            "forward https on internet to 172.16.20.80",
            "forward tcp/2222 on internet to 172.16.20.80:22 without allow\n"
                + "allow from 198.51.100.7 to 172.16.20.80 ssh");
    try (Workplace place = Workplace.of(restricted, Map.of())) {
      String csv = place.run("labwall matrix site.lw --role master --format csv");
      assertTrue(csv.contains("in part ssh; in part forwarded ssh"), csv);
    }
  }

  @Test
  void otherProgramsReadIt() throws IOException {
    try (Workplace place = Workplace.of(SOURCE, Map.of())) {
      String csv = place.run("labwall matrix site.lw --role backup --format csv");
      assertTrue(csv.startsWith("roles,from \\ to,internet,staff,lab,six,self\r\n"), csv);
      assertTrue(csv.contains("backup,lab,-,-,,,ping\r\n"), csv);
      assertTrue(csv.contains(",\"ping, ssh\"\r\n"), csv);
      String markdown = place.run("labwall matrix site.lw --role backup --format markdown");
      assertTrue(markdown.contains("| lab | - | - |  |  | ping |\n"), markdown);
      String html = place.run("labwall matrix site.lw --role backup --format html");
      assertTrue(html.contains("<th>self</th><td class=\"all\">all</td>"), html);
      place.run("labwall matrix site.lw --format xml");
      assertEquals("2\n", place.run("echo $?"));
      place.run("labwall matrix site.lw --role mastr");
      assertEquals("2\n", place.run("echo $?"));
    }
  }
}
