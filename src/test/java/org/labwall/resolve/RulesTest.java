package org.labwall.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Rules, their endpoints, services and options. */
class RulesTest {
  private static final String NETS =
      """
      DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.1 staff
      VLAN 20 eth0 172.16.20.0/24 172.16.20.1 lab inet6 2001:db8:20::/64 ::1
      """;

  @Test
  void theRulesOfTheReference() {
    assertRules(
        """
        HOST www 172.16.20.80, 2001:db8:20::80
        HOST resolver 172.16.20.53
        GROUP dns-servers resolver, 172.16.20.54
        allow from staff to internet http, https
        allow from any to www web log "web"
        deny  from lab to staff log
        reject from staff to internet smtp
        from staff {
            allow to dns-servers dns
            allow to self ping, ssh limit 10/minute
        }
        """,
        """
        allow from staff to internet 6/80,6/443
        allow from any to 172.16.20.80/32,2001:db8:20::80/128 6/80,6/443 log "web"
        deny from lab to staff log
        reject from staff to internet 6/25
        allow from staff to 172.16.20.53/32,172.16.20.54/32 17/53,6/53
        allow from staff to self 1/8,58/128,6/22 limit 10/minute
        """);
  }

  @Test
  void sidesAreOptionalAndServicesStandAlone() {
    assertRules("reject\n", "reject from any to any\n");
    assertRules("allow http\n", "allow from any to any 6/80\n");
    assertRules("allow from 0/0 to tcp/80\n", "allow from any to any 6/80\n");
    assertRules("ALLOW FROM ANY TO TCP/80,Udp/53\n", "allow from any to any 6/80,17/53\n");
    assertRules("allow to staff http\n", "allow from any to staff 6/80\n");
    assertRules("allow http from staff\n", "allow from staff to any 6/80\n");
    assertRules("allow to http from staff\n", "allow from staff to any 6/80\n");
    assertRules("allow from staff to lab to http\n", "allow from staff to lab 6/80\n");
    assertRules("allow from self to staff\n", "allow from self to staff\n");
  }

  @Test
  void aNameThatIsBothIsTheEndpoint() {
    assertRules(
        "HOST web 172.16.20.80\nallow to web web\n",
        "allow from any to 172.16.20.80/32 6/80,6/443\n");
  }

  @Test
  void endpointsAreWrittenInEveryForm() {
    assertRules(
        """
        NET campus 172.16.0.0/16, 10.58.0.0/16
        allow from vlan10, campus, 10.0.0.1 to 10.0.0.0-10.0.0.4, 2001:db8::/32, ::1-::2
        """,
        "allow from staff,172.16.0.0/16,10.58.0.0/16,10.0.0.1/32"
            + " to 10.0.0.0/30,10.0.0.4/32,2001:db8::/32,::1/128,::2/128\n");
  }

  @Test
  void notLeavesOutAWholeGroup() {
    assertRules(
        "GROUP g lab, 10.0.0.1, 10.0.0.1\nallow from not g to not staff\n",
        "allow from not(lab,10.0.0.1/32) to not(staff)\n");
    assertRules("allow from not any to not self\n", "allow from not(any) to not(self)\n");
    assertSaid(
        "allow from lab, not staff\n",
        "LW071 1:17 `not` speaks of `staff` only; the others"
            + " of the list add to it. (To leave out several, make a `GROUP` of them and write `not`"
            + " before its name.)");
  }

  @Test
  void servicesAreWrittenInEveryForm() {
    assertRules(
        "SERVICE intranet tcp/80, http, tcp/8000-8100\n"
            + "allow intranet, udp/53, sctp/1-2, icmp/echo-request, icmp/3/1, icmp6/135, proto/47\n",
        "allow from any to any 6/80,6/8000-8100,17/53,132/1-2,1/8,1/3/1,58/135,proto/47\n");
  }

  @Test
  void aServiceOfTheSourceTakesTheLibrarysPlace() {
    assertRules("SERVICE http tcp/8080\nallow http, web\n", "allow from any to any 6/8080,6/443\n");
  }

  @Test
  void aHelperFollowsAllPortsOfItsService() {
    assertRules("allow ftp\n", "allow from any to any 6/21 helper ftp\n");
    assertRules(
        "H=sip\nSERVICE phones tcp/5060-5062, udp/5060 HELPER $H\nSERVICE more phones, ssh\nallow more\n",
        "allow from any to any 6/5060-5062 helper sip,17/5060 helper sip,6/22\n");
    assertRules(
        "SERVICE again ftp, tcp/2121 helper ftp\nallow again, tcp/21\n",
        "allow from any to any 6/21 helper ftp,6/2121 helper ftp,6/21\n");
    assertRules(
        "SERVICE helper helper-1 helper ftp\nSERVICE helper-1 tcp/3\nallow helper\n",
        "allow from any to any 6/3 helper ftp\n");
  }

  @Test
  void optionsStandInAnyOrder() {
    assertRules(
        "allow to any note \"why\" only router expires 2027-01-31 limit 5/s burst 9 log \"x $ROLE\"\n",
        "allow from any to any log \"x $ROLE\" limit 5/second burst 9 expires 2027-01-31"
            + " only router note \"why\"\n");
  }

  @Test
  void aHostsBlockIsTheOtherSide() {
    assertRules(
        """
        HOST www 172.16.20.80 {
            allow from any to tcp/80
            allow to internet https
        }
        """,
        """
        allow from any to 172.16.20.80/32 6/80
        allow from 172.16.20.80/32 to internet 6/443
        """);
    String said =
        "LW008 2:1 A rule of a host says either `from` or `to`: the other side is the host.";
    assertSaid("HOST h 172.16.20.80 {\nallow http\n}\n", said);
    assertSaid("HOST h 172.16.20.80 {\nallow from staff to lab\n}\n", said);
  }

  @Test
  void blocksNestAndHoldRulesOnly() {
    assertRules(
        "from staff {\nto lab {\nallow ssh\n}\nallow to internet\n}\n",
        "allow from staff to lab 6/22\nallow from staff to internet\n");
    assertSaid(
        "from staff {\nHOST h 10.0.0.1\nfrom lab {\n}\n}\n",
        "LW010 2:1 A block of rules holds rules and expectations only.\n"
            + "LW008 3:1 The `from` of this rule is said already.");
    assertSaid(
        "from staff ssh {\nallow to lab\n}\n",
        "LW008 1:12 The head of a block names no services; its rules do.");
  }

  @Test
  void whatIsUnknownOrWrongIsSaid() {
    assertSaid(
        "allow from staf to internet\n",
        "LW012 1:12 Unknown network or host `staf`. (Did you mean `staff`?)");
    assertSaid(
        "allow from staff to internet htpp\n",
        "LW024 1:30 Unknown service `htpp`. (Did you mean `http`?)");
    assertSaid(
        "allow from staff to lab, http\n",
        "LW024 1:21 Unknown service `lab`. (That is a network or host: it stands behind `from` or `to`, and services after it.)");
    assertSaid("allow from http\n", "LW012 1:12 `http` is a service, and no network or host.");
    assertSaid("allow from 10.0.0.300\n", "LW020 1:12 `10.0.0.300` is not an address.");
    assertSaid(
        "allow from 10.0.0.9-10.0.0.1\n",
        "LW022 1:12 This range ends before it starts. (Write `10.0.0.1-10.0.0.9`.)");
    assertSaid(
        "allow from 10.0.0.9-::1\n",
        "LW020 1:12 The ends of this range are of different families.");
    assertSaid(
        "allow from 10.0.0.1/24\n",
        "LW021 1:12 `10.0.0.1/24` has bits set behind its prefix"
            + " length. (The network is `10.0.0.0/24`.)");
    assertSaid("allow tcp/80-79\n", "LW022 1:7 This range ends before it starts. (Write `79-80`.)");
    assertSaid("allow tcp/65536\n", "LW025 1:7 A port is a number from 0 to 65535, not `65536`.");
    assertSaid(
        "allow tcp/http\n",
        "LW025 1:7 `http` is no port and no range of ports. (A service that has a name stands alone: `http`.)");
    assertSaid(
        "allow tcp/80:90\n",
        "LW025 1:7 `80:90` is no port and no range of ports. (Write `tcp/80-90`.)");
    assertSaid("allow 443\n", "LW024 1:7 Unknown service `443`. (Write `tcp/443`, or `udp/`.)");
    assertSaid(
        "allow from 10.0.0.0/255.255.255.0\n",
        "LW021 1:12 `10.0.0.0/255.255.255.0` is not a network. (Write `10.0.0.0/24`.)");
    assertSaid(
        "allow from 10.0.0.0/10.0.0.1\n", "LW021 1:12 `10.0.0.0/10.0.0.1` is not a network.");
    assertSaid(
        "allow tpc/80\n",
        "LW025 1:7 There is no protocol `tpc` with ports or types. (Did you mean `tcp`?)");
    assertSaid("allow icmp/echo\n", "LW025 1:7 There is no ICMP type `echo`.");
    assertSaid(
        "allow proto/256\n", "LW025 1:7 An IP protocol is a number from 1 to 255, not `256`.");
    assertSaid("allow not http\n", "LW008 1:7 Expected the end of the line, found `not`.");
    assertSaid("allow http to https\n", "LW008 1:15 The services of this rule are named already.");
    assertSaid(
        "allow from staff from lab\n", "LW008 1:18 The `from` of this rule is said already.");
    assertSaid("allow limit 0/s\n", "LW023 1:13 A rate is a number from 1 to 10000, not `0`.");
    assertSaid(
        "allow limit 5/year\n",
        "LW023 1:13 `5/year` is not a rate."
            + " (A rate is a number and a unit: `10/minute`, `3/second`, `100/hour`, `5/day`.)");
    assertSaid(
        "allow expires 2027-02-30\n",
        "LW027 1:15 `2027-02-30` is not a date such as `2027-01-31`.");
    assertSaid("allow only master\n", "LW012 1:12 There is no role `master` here.");
    assertSaid("allow log \"a\" log \"b\"\n", "LW028 1:15 This option stands here twice.");
    assertSaid(
        "allow log web\n",
        "LW023 1:11 `web` is not a rate. (A rate is a number and a unit: `10/minute`, `3/second`,"
            + " `100/hour`, `5/day`. A text stands in double quotes.)");
    assertSaid(
        "allow log \"\"\n", "LW026 1:11 A text holds at least one character that is no blank.");
    assertSaid(
        "allow log \"a\tb\"\n", "LW026 1:11 A text cannot hold U+0009, which cannot be printed.");
  }

  @Test
  void namesAreTakenOnceAndUsed() {
    assertSaid("HOST a 10.0.0.1\n", "LW014 1:6 Nothing uses `a`.");
    assertSaid("SERVICE a tcp/1\n", "LW014 1:9 Nothing uses `a`.");
    assertSaid(
        "HOST a 10.0.0.1\nNET a 10.0.0.0/8\nallow to a\n",
        "LW013 2:5 The name `a` is taken already.");
    assertSaid(
        "HOST staff 10.0.0.1\nallow to staff\n", "LW013 1:6 The name `staff` is taken already.");
    assertSaid(
        "HOST vlan20 10.0.0.1\nallow to lab\n", "LW013 1:6 The name `vlan20` is taken already.");
    assertSaid(
        "DEV vlan10 eth7 10.7.0.0/24 10.7.0.1\n", "LW013 3:1 The name `vlan10` is taken already.");
    assertSaid(
        "SERVICE a tcp/1\nSERVICE a tcp/2\nallow a\n", "LW013 2:9 The name `a` is taken already.");
    assertSaid(
        "HOST 17 10.0.0.1\n",
        "LW017 1:6 `17` cannot be a name. (A name is made of letters,"
            + " digits, `_`, `-` and `.`, at most 64 of them, and is no number.)");
    assertSaid("HOST a staff\nallow to a\n", "LW012 1:8 Unknown network or host `staff`.");
  }

  @Test
  void namesThatHoldThemselvesHaveAnEnd() {
    assertSaid("GROUP a b\nGROUP b a\nallow to a\n", "LW019 1:7 `a` is a part of itself.");
    assertSaid("SERVICE a a\nallow a\n", "LW019 1:9 `a` is a part of itself.");
    StringBuilder deep = new StringBuilder("allow to g9999\nGROUP g0 10.0.0.1\n");
    StringBuilder wide = new StringBuilder("allow to g60\nGROUP g0 10.0.0.1, 10.0.0.2\n");
    for (int i = 1; i < 10_000; i++) {
      deep.append("GROUP g" + i + " g" + (i - 1) + "\n");
      wide.append(i > 60 ? "" : "GROUP g" + i + " g" + (i - 1) + ", g" + (i - 1) + "\n");
    }
    assertEquals("LW007", Resolved.complaints(NETS + deep).substring(0, 5));
    assertRules(wide.toString(), "allow from any to 10.0.0.1/32,10.0.0.2/32\n");
  }

  private static void assertRules(String rules, String expected) {
    assertEquals(expected, Resolved.lines(NETS + rules, "allow", "deny", "reject"), rules);
  }

  /** Lines are counted from the first rule. */
  private static void assertSaid(String rules, String expected) {
    String all = Resolved.complaints(rules + NETS);
    assertEquals(expected, all, rules);
  }
}
