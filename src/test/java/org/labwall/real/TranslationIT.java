package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labwall.SiteText;
import org.labwall.backend.OutputFile;

/** Real connections through a router that translates them: each end says whom it hears. */
@Execution(ExecutionMode.CONCURRENT)
class TranslationIT {
  private static final String SITE =
      """
      ROLE master rt1, backup rt2
      VRRP START GROUP internet, staff, lab
      DEV internet eth1 203.0.113.0/29 203.0.113.2-203.0.113.3-203.0.113.4-1* via 203.0.113.1 \
        inet6 2001:db8:1::/64 ::2-::3-::4 via ::1
      DEV staff eth0 172.16.10.0/24 172.16.10.2-172.16.10.3-172.16.10.1-2 inet6 fd00:10::/64 ::2-::3-::1
      DEV lab eth2 172.16.20.0/24 172.16.20.2-172.16.20.3-172.16.20.1-3 inet6 fd00:20::/64 ::2-::3-::1
      HOST www 172.16.20.80, fd00:20::80
      allow from staff to internet tcp/8080
      allow from staff to lab tcp/8080
      snat from staff to internet as virtual
      masquerade from lab to internet
      forward tcp/80 on internet to www:8080
      forward tcp/81 on internet to www:8080 without allow
      forward tcp/8080 on 203.0.113.2, 2001:db8:1::2 to www
      """;

  @TempDir Path scratch;

  @BeforeEach
  void needs() {
    Namespace.assumeUsable("ip", "sysctl", "perl", "iptables-nft-restore", "nft");
  }

  @ParameterizedTest
  @EnumSource
  void connectionsAreTranslatedBothWays(RealFirewall firewall) throws IOException {
    for (OutputFile file : firewall.backend().files(SiteText.node(SITE))) {
      Path path = scratch.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.content());
    }
    Path program = scratch.resolve("talk.pl");
    Files.writeString(program, PROGRAM);
    try (Namespace router = Namespace.with(List.of("eth0", "eth1"));
        Namespace lab = Namespace.with(List.of("router", "server", "client"));
        Namespace staff = Namespace.with(List.of());
        Namespace outside = Namespace.with(List.of());
        Namespace server = Namespace.with(List.of());
        Namespace client = Namespace.with(List.of())) {
      connect(lab, router, server, client);
      connect(router, staff, outside);
      firewall.load(new RoleTree(scratch), router);
      List<Process> listening = new ArrayList<>();
      try {
        listening.add(listen(server, program, "server.log"));
        listening.add(listen(outside, program, "outside.log"));
        // From outside, to a port that changes, to one that does not, and to one that rules judge.
        assertHears("203.0.113.1", outside, program, "203.0.113.4", 80);
        assertHears("2001:db8:1::1", outside, program, "2001:db8:1::4", 80);
        assertHears("203.0.113.1", outside, program, "203.0.113.2", 8080);
        assertHears("nobody", outside, program, "203.0.113.4", 8080);
        assertHears("nobody", outside, program, "203.0.113.4", 81);
        assertHears("172.16.10.50", staff, program, "203.0.113.4", 81);
        // From inside to the public address: the server's own network needs the way back.
        assertHears("172.16.10.50", staff, program, "203.0.113.4", 80);
        assertHears("172.16.20.1", client, program, "203.0.113.4", 80);
        assertHears("fd00:20::1", client, program, "2001:db8:1::4", 80);
        assertHears("172.16.20.1", server, program, "203.0.113.4", 80);
        assertHears("172.16.20.7", client, program, "172.16.20.80", 8080);
        // Out: by the virtual address, and the router itself by its own.
        assertHears("203.0.113.4", staff, program, "203.0.113.1", 8080);
        assertHears("2001:db8:1::4", staff, program, "2001:db8:1::1", 8080);
        assertHears("nobody", client, program, "203.0.113.1", 8080);
        assertHears("203.0.113.2", router, program, "203.0.113.1", 8080);
      } finally {
        listening.forEach(Process::destroy);
      }
    }
  }

  /** One link, to which the router and two hosts are plugged. */
  private static void connect(Namespace lab, Namespace router, Namespace server, Namespace client) {
    lab.run("ip", "link", "add", "switch", "type", "bridge").check();
    lab.run("ip", "link", "set", "switch", "up").check();
    for (String port : List.of("router", "server", "client")) {
      lab.run("ip", "link", "set", port, "master", "switch").check();
    }
    lab.plug(0, router, "eth2");
    lab.plug(1, server, "eth0");
    lab.plug(2, client, "eth0");
    host(server, "172.16.20.80/24", "172.16.20.1", "fd00:20::80/64", "fd00:20::1");
    host(client, "172.16.20.7/24", "172.16.20.1", "fd00:20::7/64", "fd00:20::1");
  }

  private static void connect(Namespace router, Namespace staff, Namespace outside) {
    router.plug(0, staff, "eth0");
    router.plug(1, outside, "eth0");
    for (String setting :
        List.of("ipv4.ip_forward=1", "ipv6.conf.all.forwarding=1", "ipv4.conf.all.rp_filter=2")) {
      router.run("sysctl", "-q", "-w", "net." + setting).check();
    }
    for (String setting : List.of("all", "eth2")) {
      router.run("sysctl", "-q", "-w", "net.ipv4.conf." + setting + ".send_redirects=0").check();
    }
    address(router, "eth1", "203.0.113.2/29", "203.0.113.4/29", "2001:db8:1::2/64");
    address(router, "eth1", "2001:db8:1::4/64");
    address(router, "eth0", "172.16.10.2/24", "172.16.10.1/24", "fd00:10::2/64", "fd00:10::1/64");
    address(router, "eth2", "172.16.20.2/24", "172.16.20.1/24", "fd00:20::2/64", "fd00:20::1/64");
    address(outside, "eth0", "203.0.113.1/29", "2001:db8:1::1/64");
    host(staff, "172.16.10.50/24", "172.16.10.1", "fd00:10::50/64", "fd00:10::1");
  }

  private static void host(
      Namespace host, String address, String gateway, String address6, String gateway6) {
    address(host, "eth0", address, address6);
    host.run("ip", "route", "add", "default", "via", gateway).check();
    host.run("ip", "-6", "route", "add", "default", "via", gateway6).check();
  }

  private static void address(Namespace namespace, String link, String... addresses) {
    for (String address : addresses) {
      namespace.run("ip", "address", "add", address, "dev", link).check();
    }
  }

  private Process listen(Namespace namespace, Path program, String name) throws IOException {
    Path log = scratch.resolve(name);
    Process process = namespace.start(log, "perl", program.toString());
    while (!Files.readString(log).contains("ready")) {
      assertTrue(process.isAlive(), Files.readString(log));
      LockSupport.parkNanos(5_000_000);
    }
    return process;
  }

  /** Whom the other end says that it hears, when it has heard something and has answered. */
  private static void assertHears(
      String peer, Namespace from, Path program, String target, int port) {
    String said = from.run("perl", program.toString(), target, "" + port).check().output().strip();
    assertEquals(peer, said, target + " " + port);
  }

  /** With arguments one question; without a server on port 8080 that answers who asks. */
  private static final String PROGRAM =
      """
      use strict; use Socket qw(:all);
      my ($target, $port) = @ARGV;
      $| = 1;
      if (defined $target) {
        my $family = $target =~ /:/ ? AF_INET6 : AF_INET;
        socket(my $s, $family, SOCK_STREAM, 0) or die $!;
        my $number = inet_pton($family, $target);
        my $to = $family == AF_INET ? pack_sockaddr_in($port, $number) : pack_sockaddr_in6($port, $number);
        $SIG{ALRM} = sub { print "nobody\\n"; exit };
        alarm 2;
        connect($s, $to) or do { print "$!\\n"; exit };
        syswrite($s, "who?\\n"); sysread($s, my $answer, 200); print $answer;
        exit;
      }
      socket(my $listener, AF_INET6, SOCK_STREAM, 0) or die $!;
      setsockopt($listener, SOL_SOCKET, SO_REUSEADDR, 1);
      bind($listener, pack_sockaddr_in6(8080, IN6ADDR_ANY)) or die $!;
      listen($listener, 20) or die $!;
      print "ready\\n";
      while (my $address = accept(my $s, $listener)) {
        my ($number, $from) = unpack_sockaddr_in6($address);
        my $peer = inet_ntop(AF_INET6, $from);
        $peer =~ s/^::ffff:(?=.*\\.)//;
        sysread($s, my $question, 200);
        syswrite($s, $question eq "who?\\n" ? "$peer\\n" : "what?\\n");
        close $s;
      }
      """;
}
