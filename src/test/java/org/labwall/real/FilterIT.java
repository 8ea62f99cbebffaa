package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labwall.SiteText;
import org.labwall.model.Cluster;
import org.labwall.model.RoleText;
import org.labwall.model.Rule;
import org.labwall.project.Node;

/** Compiled filters meet the kernel: they load whole, and decide of real packets. */
@Execution(ExecutionMode.CONCURRENT)
class FilterIT {
  private static final String ROUTER =
      """
      ROLE router rt
      DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
      DEV staff eth0 172.16.10.0/24 172.16.10.1 inet6 2001:db8:10::/64 ::1
      DEV lab eth2 172.16.20.0/24 172.16.20.1
      """;

  @TempDir Path scratch;

  @BeforeEach
  void needs() {
    Namespace.assumeUsable(
        "ip", "sysctl", "perl", "iptables-nft-restore", "iptables-legacy-restore", "nft");
  }

  @ParameterizedTest
  @EnumSource
  void hostileTextsStayTexts(RealFirewall firewall) throws IOException {
    List<String> texts =
        List.of(
            "it's",
            "a \"quote\"",
            "back\\slash",
            "end\\",
            "\"",
            "\\\"",
            "; rm -rf / #",
            "-j ACCEPT",
            "--comment",
            "!",
            "`id` $(id)",
            "%s%n",
            "$x ${y} $",
            "eth*",
            "déjà vu 漢字 😀",
            "[0:0]",
            "é".repeat(200),
            "line\nCOMMIT\n*nat",
            "\r\u0085\u2028\u0000\u001b[31m",
            "tab\there");
    RoleTree tree =
        firewall.write(scratch, saying(SiteText.node(ROUTER + "deny from staff to lab\n"), texts));
    try (Namespace namespace = Namespace.with(List.of())) {
      firewall.check(tree, namespace);
    }
    List<String> rules = firewall.rules(tree);
    String start = firewall.chain("FORWARD") + " site.lw:5 ";
    assertTrue(rules.contains(start + "-j ACCEPT"));
    assertTrue(rules.contains(start + "line COMMIT *nat"));
    assertTrue(rules.contains(start + "$x ${y} $"));
    int kept = firewall == RealFirewall.IPTABLES ? 122 : 59;
    assertTrue(rules.contains(start + "é".repeat(kept)));
  }

  /** The machine with its one rule once for each text, as its note and its log text. */
  private static Node saying(Node node, List<String> texts) {
    Cluster old = node.cluster();
    Rule rule = old.policy().get(0);
    List<Rule> policy = texts.stream().map(text -> saying(rule, new RoleText(text))).toList();
    Cluster cluster = old.with(policy, old.translations());
    return new Node(node.site(), cluster, node.role(), node.interfaces());
  }

  private static Rule saying(Rule rule, RoleText text) {
    return new Rule(
        rule.verdict(),
        rule.from(),
        rule.to(),
        rule.services(),
        Optional.of(new Rule.Log(Optional.of(text), Optional.empty())),
        rule.limit(),
        rule.expires(),
        rule.only(),
        Optional.of(text),
        rule.span());
  }

  @ParameterizedTest
  @EnumSource
  void everyLimitLoads(RealFirewall firewall) throws IOException {
    StringBuilder rules = new StringBuilder(ROUTER);
    for (String unit : List.of("second", "minute", "hour", "day")) {
      for (String rate : List.of("1", "7", "10000")) {
        rules.append("allow to self limit %s/%s\n".formatted(rate, unit));
        rules.append("allow to self limit %s/%s burst 10000\n".formatted(rate, unit));
      }
    }
    check(firewall, rules.toString());
  }

  @ParameterizedTest
  @EnumSource
  void everyShapeOfARuleLoads(RealFirewall firewall) throws IOException {
    check(
        firewall,
        ROUTER
            + """
            ROUTE 10.58.0.0/16 via 172.16.10.254
            NET few 172.16.20.7-172.16.20.99, 172.16.10.9, 8.8.8.8, 2001:db8:10::5-2001:db8:10::99
            NET more 172.16.20.3, 172.16.20.5, 1.1.1.1, 9.9.9.9, 10.58.1.1, 2001:db8:10::3
            allow from few to more tcp/1-5, udp/7, sctp/9, icmp/8, icmp6/128/0, proto/47 log limit 1/day
            reject from not few to not more
            reject to self
            deny from self to not few
            allow from few to self tcp/1, tcp/3, tcp/5, sctp/1, sctp/3
            allow from any to not internet proto/255, icmp/254, proto/1, proto/58
            """);
  }

  @ParameterizedTest
  @EnumSource
  void everyShapeOfATranslationLoads(RealFirewall firewall) throws IOException {
    check(
        firewall,
        """
        ROLE router rt
        DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1 inet6 2001:db8:1::/64 ::2 via ::1
        DEV world eth3 dhcp metric 7
        DEV staff eth0 172.16.10.0/24 172.16.10.1 inet6 2001:db8:10::/64 ::1
        DEV lab eth2 172.16.20.0/24 172.16.20.1
        ROUTE 10.58.0.0/16 via 172.16.10.254
        HOST www 172.16.10.80, 2001:db8:10::80
        HOST out 203.0.113.80
        NET few 172.16.20.7-172.16.20.99, 172.16.10.9, 2001:db8:10::5-2001:db8:10::99
        GROUP most staff, 172.16.20.0-172.16.20.6, 172.16.20.9-172.16.20.12, 172.16.20.15
        masquerade from few, self note "it's \\"so\\""
        masquerade from not few to world
        snat from not most to internet as 203.0.113.7, 2001:db8:1::7
        snat as 203.0.113.8
        forward tcp/80 on internet, world, 198.51.100.7 to www:8080
        forward tcp, udp, sctp on 203.0.113.9 to www without allow
        forward tcp/1-5, udp/7, sctp/9, ping, gre, icmp/3/4 on internet, staff to www
        forward tcp/1, tcp/3, tcp/5, tcp/7, tcp/9, tcp/11-12, tcp/14-15, tcp/17-18, tcp/20-21, \
            tcp/23, tcp/25, tcp/27, tcp/29, tcp/31, tcp/33, tcp/35 on world to www
        forward dns on internet, world to out:5353
        forward http on staff to [2001:db8:10::80]:81
        """);
  }

  /** Each link's other end is a namespace that plays all hosts behind it. */
  @ParameterizedTest
  @EnumSource
  void packetsGetTheirVerdicts(RealFirewall firewall) throws IOException {
    String rules =
        """
        allow from staff to internet tcp/80, udp/53
        reject from staff to internet tcp/25, udp/25
        deny from staff to internet
        allow from staff to self tcp/22
        deny from self to internet tcp/80
        allow from any to any tcp/81
        """;
    RoleTree tree = firewall.write(scratch, SiteText.node(ROUTER + rules));
    Path probe = scratch.resolve("probe.pl");
    Files.writeString(probe, PROBE);
    try (Namespace router = Namespace.with(List.of("eth0", "eth1"));
        Namespace staff = Namespace.with(List.of());
        Namespace outside = Namespace.with(List.of())) {
      connect(router, staff, outside);
      firewall.load(tree, router);
      Path log = scratch.resolve("server.log");
      Process server = outside.start(log, "perl", probe.toString());
      try {
        awaitServer(log, server);
        assertEquals("ALLOW", probe(staff, probe, "tcp", "172.16.10.50", "203.0.113.1", 80));
        assertEquals("ALLOW", probe(staff, probe, "udp", "172.16.10.50", "203.0.113.1", 53));
        assertEquals("REJECT", probe(staff, probe, "tcp", "172.16.10.50", "8.8.8.8", 25));
        assertEquals("REJECT", probe(staff, probe, "udp", "172.16.10.50", "8.8.8.8", 25));
        assertEquals("DROP", probe(staff, probe, "tcp", "172.16.10.50", "8.8.8.8", 81));
        assertEquals("DROP", probe(router, probe, "tcp", "203.0.113.2", "203.0.113.1", 80));
        assertEquals("ALLOW", probe(router, probe, "tcp", "203.0.113.2", "203.0.113.1", 81));
        assertEquals("DROP", probe(outside, probe, "tcp", "8.8.8.8", "172.16.10.1", 81));
        assertEquals(0, firewall.dropped(router, "forwarding"));
        assertEquals("DROP", probe(staff, probe, "tcp", "172.16.20.66", "203.0.113.1", 81));
        assertTrue(firewall.dropped(router, "forwarding") > 0);
        // The lab is down, and its packets must not leave by the way out.
        assertEquals(0, firewall.dropped(router, "destinations"));
        assertEquals("DROP", probe(staff, probe, "tcp", "172.16.10.50", "172.16.20.9", 81));
        assertTrue(firewall.dropped(router, "destinations") > 0);
        // Nobody listens: whoever is let in is told so by the machine itself.
        String neighbour = "2001:db8:10::50";
        assertEquals("REJECT", probe(staff, probe, "tcp", neighbour, "2001:db8:10::1", 22));
        assertEquals("DROP", probe(staff, probe, "tcp", neighbour, "2001:db8:10::1", 23));
        assertEquals("REJECT", probe(router, probe, "tcp", "2001:db8:10::1", neighbour, 23));
      } finally {
        server.destroy();
      }
    }
  }

  private static void awaitServer(Path log, Process server) throws IOException {
    while (!Files.readString(log).contains("ready")) {
      assertTrue(server.isAlive(), Files.readString(log));
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void connect(Namespace router, Namespace staff, Namespace outside) {
    router.plug(0, staff, "eth0");
    router.plug(1, outside, "eth0");
    for (String setting :
        List.of(
            "ip_forward=1", "conf.all.rp_filter=0", "conf.eth0.rp_filter=0", "icmp_ratelimit=0")) {
      router.run("sysctl", "-q", "-w", "net.ipv4." + setting).check();
    }
    address(router, "172.16.10.1/24", "eth0");
    address(router, "203.0.113.2/24", "eth1");
    address(router, "2001:db8:10::1/64", "eth0");
    address(staff, "172.16.10.50/24", "eth0");
    address(staff, "172.16.20.66/32", "eth0");
    address(staff, "2001:db8:10::50/64", "eth0");
    address(outside, "203.0.113.1/24", "eth0");
    address(outside, "8.8.8.8/32", "lo");
    router.run("ip", "route", "add", "default", "via", "203.0.113.1").check();
    staff.run("ip", "route", "add", "default", "via", "172.16.10.1").check();
    outside.run("ip", "route", "add", "172.16.0.0/16", "via", "203.0.113.2").check();
  }

  private static void address(Namespace namespace, String address, String link) {
    namespace.run("ip", "address", "add", address, "dev", link).check();
  }

  private static String probe(
      Namespace from, Path program, String protocol, String source, String target, int port) {
    String[] command = {"perl", program.toString(), protocol, source, target, "" + port};
    return from.run(command).check().output().strip();
  }

  private void check(RealFirewall firewall, String text) throws IOException {
    RoleTree tree = firewall.write(scratch, SiteText.node(text));
    try (Namespace namespace = Namespace.with(List.of())) {
      firewall.check(tree, namespace);
    }
  }

  /** With arguments one probe; without a server that answers on all ports that are probed. */
  private static final String PROBE =
      """
      use strict; use Socket; use Errno;
      my ($protocol, $source, $target, $port) = @ARGV;
      if (!defined $protocol) {
        my (@tcp, @udp);
        for my $port (25, 53, 80, 81) {
          socket(my $t, PF_INET, SOCK_STREAM, 0); setsockopt($t, SOL_SOCKET, SO_REUSEADDR, 1);
          bind($t, pack_sockaddr_in($port, INADDR_ANY)) or die $!; listen($t, 20); push @tcp, $t;
          socket(my $u, PF_INET, SOCK_DGRAM, 0);
          bind($u, pack_sockaddr_in($port, INADDR_ANY)) or die $!; push @udp, $u;
        }
        $| = 1; print "ready\\n";
        while (1) {
          my $bits = ""; vec($bits, fileno($_), 1) = 1 for @udp;
          select($bits, undef, undef, undef);
          for my $u (@udp) {
            next unless vec($bits, fileno($u), 1);
            my $from = recv($u, my $text, 100, 0); send($u, "answer", 0, $from);
          }
        }
      }
      my $tcp = $protocol eq "tcp";
      my $family = $target =~ /:/ ? AF_INET6 : AF_INET;
      socket(my $s, $family, $tcp ? SOCK_STREAM : SOCK_DGRAM, 0) or die $!;
      bind($s, name(0, $source)) or die "bind: $!";
      my $to = name($port, $target);
      $SIG{ALRM} = sub { print "DROP\\n"; exit };
      Time::HiRes::alarm(0.6) if eval { require Time::HiRes };
      alarm 1 unless $INC{"Time/HiRes.pm"};
      my $ok = connect($s, $to);
      if ($ok && !$tcp) { send($s, "question", 0); $ok = defined recv($s, my $text, 100, 0); }
      sub name {
        my ($port, $address) = @_;
        my $number = Socket::inet_pton($family, $address);
        return $family == AF_INET
          ? pack_sockaddr_in($port, $number) : Socket::pack_sockaddr_in6($port, $number);
      }
      print $ok ? "ALLOW\\n" : $!{ECONNREFUSED} ? "REJECT\\n" : "$!\\n";
      """;
}
