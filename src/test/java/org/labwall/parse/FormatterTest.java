package org.labwall.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;

class FormatterTest {
  static final String CLASSIC =
      """
      EXTERNALDEV=eth1
      INTERNALDEV=eth0
      NETINIT $EXTERNALDEV $INTERNALDEV
      SET ROLE=$ROLE
      VRRP AUTH PASS XYZ `hostname` 172.16.10.12 admin@test.fr pooling 5
      DEV  INTER $EXTERNALDEV 10.1.1.0 10.1.1.1 255.255.255.0 10.1.1.2-10.1.1.3-10.1.1.4-101*
      VLAN 10    $INTERNALDEV 172.16.10.0 172.16.10.100-172.16.10.200-172.16.10.1-100* 255.255.255.0 172.16.255.255 VLAN10
      VLAN 20    $INTERNALDEV 172.16.20.0 172.16.20.100-172.16.20.200-172.16.20.1-100  255.255.255.0 172.16.255.255 VLAN20
      VRRP START GROUP eth1-vlan10
      """;

  static final String HEADED =
      """
      NETINIT $EXTERNALDEV $INTERNALDEV
      #VLAN NVlan device       @IPnetwork  @IPgateway  netmask       broadcast      Nom
      VLAN  10    $INTERNALDEV 172.16.10.0 172.16.10.1 255.255.255.0 172.16.255.255 VLAN10
      VLAN  20    $INTERNALDEV 172.16.20.0 172.16.20.1 255.255.255.0 172.16.255.255 VLAN20
      """;

  @ParameterizedTest
  @ValueSource(strings = {CLASSIC, HEADED, "", "# only a comment\n"})
  void whatIsCanonicalStays(String source) {
    assertEquals(source, formatted(source));
  }

  @Test
  void keywordsGetTheCaseOfTheirStatement() {
    assertFormatted(
        """
        role Master rt1 PRIORITY 100 , backup rt2 Priority 50
        set  A=1,2
        vrrp preempt DELAY 30
        vrrp notify Admin@test.fr VIA 172.16.10.12
        vrrp track eth2 WEIGHT -20
        vrrp auth pass Secret POOLING 5
        vrrp start group A,B
        vlan 10 eth0 10.0.0.0/24 10.0.0.1 Host MTU 1400 INET6 2001:DB8::/64 ::1 Proxy-ARP
        ALLOW FROM NOT To-do To SELF Ssh LOG LIMIT 10/Minute BURST 5
        """,
        """
        ROLE Master rt1 priority 100, backup rt2 priority 50
        SET A=1, 2
        VRRP PREEMPT delay 30
        VRRP NOTIFY Admin@test.fr via 172.16.10.12
        VRRP TRACK eth2 weight -20
        VRRP AUTH PASS Secret pooling 5
        VRRP START GROUP A, B
        VLAN 10 eth0 10.0.0.0/24 10.0.0.1 Host mtu 1400 inet6 2001:DB8::/64 ::1 proxy-arp
        allow from not To-do to self Ssh log limit 10/Minute burst 5
        """);
  }

  @Test
  void aNameSpeltLikeAKeywordStays() {
    assertFormatted(
        """
        group Role Host , Vlan,poll
        vrrp start group Start,From
        dev Net eth0 DHCP
        deny from Group,HOST to Service
        """,
        """
        GROUP Role Host, Vlan, poll
        VRRP START GROUP Start, From
        DEV Net eth0 dhcp
        deny from Group, HOST to Service
        """);
  }

  @Test
  void blocksAreIndentedAndBlankLinesFew() {
    assertFormatted(
        """


        FROM staff{ allow to any dns
        TO self { # inside

        deny log }

        }\t
        host www 10.0.0.1 {}


        # end""",
        """
        from staff {
            allow to any dns
            to self {  # inside
                deny log
            }
        }
        HOST www 10.0.0.1 {
        }

        # end
        """);
  }

  @Test
  void namesAndRoutesAreTables() {
    assertFormatted(
        """
        HOST www 172.16.20.80 # one
        NET campus 172.16.0.0/16,10.58.0.0/16
        SERVICE intranet tcp/80 # two

        HOST a 10.0.0.1
        # apart
        HOST long 10.0.0.2
        ROUTE 10.58.0.0/16 via 172.16.10.254
        ROUTE 10.0.0.0/8 via 172.16.10.254
        """,
        """
        HOST    www      172.16.20.80  # one
        NET     campus   172.16.0.0/16, 10.58.0.0/16
        SERVICE intranet tcp/80  # two

        HOST a 10.0.0.1
        # apart
        HOST long 10.0.0.2
        ROUTE 10.58.0.0/16 via 172.16.10.254
        ROUTE 10.0.0.0/8   via 172.16.10.254
        """);
  }

  @Test
  void commentsOfConsecutiveLinesAreAligned() {
    assertFormatted(
        """
        VRRP VERSION 3 # 2 where nothing is said;
                       # 3 has no AUTH
        VRRP ADVERT 0.1     #seconds\s\s
          # of its own
        VRRP PREEMPT off # no
        """,
        """
        VRRP VERSION 3   # 2 where nothing is said;
                         # 3 has no AUTH
        VRRP ADVERT 0.1  #seconds
        # of its own
        VRRP PREEMPT off  # no
        """);
  }

  @Test
  void brokenLinesStayBroken() {
    assertFormatted(
        """
        ROLE a {
        GROUP web \\
        www,\\
           mail \\

        VLAN 10\\
          eth0 10.0.0.0/24 # ten
        \\
        allow \\\t
        from staff # all
        }
        """,
        """
        ROLE a {
            GROUP web \\
                www, \\
                mail
            VLAN 10 \\
                eth0 10.0.0.0/24  # ten
            allow \\
                from staff  # all
        }
        """);
  }

  @Test
  void errorsAreReportedAndNothingIsWritten() {
    Diagnostics diagnostics = new Diagnostics();
    Optional<String> text =
        Formatter.format(SourceFile.of("site.lw", "allow form staff\n}\n"), diagnostics);
    assertTrue(text.isEmpty());
    assertEquals(2, diagnostics.all().size(), diagnostics.all().toString());
  }

  private static String formatted(String source) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<String> text = Formatter.format(SourceFile.of("site.lw", source), diagnostics);
    assertEquals(List.of(), diagnostics.all());
    return text.orElseThrow();
  }

  private static void assertFormatted(String source, String form) {
    assertEquals(form, formatted(source));
    assertEquals(form, formatted(form));
  }
}
