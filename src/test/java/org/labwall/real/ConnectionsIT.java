package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labwall.SiteText;

/** What a compiled filter does with packets of connections, known to the machine or not. */
class ConnectionsIT {
  private static final String SITE =
      """
      ROLE router rt
      DEV internet eth0 203.0.113.0/24 203.0.113.2 via 203.0.113.1 \
      inet6 2001:db8:1::/64 ::2 via ::1
      DEV staff eth1 172.16.10.0/24 172.16.10.1 inet6 2001:db8:10::/64 ::1
      DEV lab eth2 172.16.20.0/24 172.16.20.1 inet6 2001:db8:20::/64 ::1
      allow from staff to internet udp/53
      reject from staff to internet
      reject from staff to self tcp/22
      """;

  private static final String PROGRAM = "src/test/perl/packets.pl";
  private static final List<Route> ROUTES =
      List.of(
          new Route("203.0.113.1", "172.16.10.50", "172.16.10.1"),
          new Route("2001:db8:1::1", "2001:db8:10::50", "2001:db8:10::1"));
  private static final int TRIES = 2000;

  private static final String SYN = "0x02";
  private static final String SYN_OF_ECN = "0xc2";
  private static final String SYN_ACK = "0x12";
  private static final String ACK = "0x10";
  private static final String PUSH = "0x18";
  private static final String FIN = "0x11";

  /** What a machine says of a segment that it does not know, and of a connection it refuses. */
  private static final String RESET = "0x04";

  private static final String REFUSED = "0x14";

  @TempDir Path scratch;
  private Namespace router;
  private Namespace internet;
  private Namespace staff;
  private Namespace lab;
  private int nextPort = 30000;

  /**
   * Who speaks to whom in one family.
   *
   * @param server a machine outside, whose address one of the lab takes, too
   * @param client a machine of the staff
   * @param gateway the address of the router that the client knows
   */
  private record Route(String server, String client, String gateway) {}

  @BeforeEach
  void plug() {
    Namespace.assumeUsable("ip", "sysctl", "perl", "iptables-nft-restore", "nft");
    router = Namespace.with(List.of("eth0", "eth1", "eth2"));
    internet = Namespace.with(List.of());
    staff = Namespace.with(List.of());
    lab = Namespace.with(List.of());
    router.plug(0, internet, "eth0");
    router.plug(1, staff, "eth0");
    router.plug(2, lab, "eth0");
    // The filter alone is asked, and not what else the kernel checks.
    router.run("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1").check();
    for (String name : List.of("all", "eth0", "eth1", "eth2")) {
      router.run("sysctl", "-qw", "net.ipv4.conf." + name + ".rp_filter=0").check();
    }
    address(router, "eth0", "203.0.113.2/24", "2001:db8:1::2/64");
    address(router, "eth1", "172.16.10.1/24", "2001:db8:10::1/64");
    address(router, "eth2", "172.16.20.1/24", "2001:db8:20::1/64");
    address(internet, "eth0", "203.0.113.1/24", "2001:db8:1::1/64");
    address(staff, "eth0", "172.16.10.50/24", "2001:db8:10::50/64");
    address(lab, "eth0", "172.16.20.66/24", "2001:db8:20::66/64");
    address(lab, "lo", "203.0.113.1/32", "2001:db8:1::1/128");
    gateways(internet, "203.0.113.2", "2001:db8:1::2");
    gateways(staff, "172.16.10.1", "2001:db8:10::1");
    gateways(lab, "172.16.20.1", "2001:db8:20::1");
  }

  @AfterEach
  void unplug() {
    for (Namespace each : new Namespace[] {router, internet, staff, lab}) {
      if (each != null) {
        each.close();
      }
    }
  }

  private static void address(Namespace namespace, String link, String... addresses) {
    for (String address : addresses) {
      namespace.run("ip", "address", "add", address, "dev", link).check();
    }
  }

  private static void gateways(Namespace namespace, String... gateways) {
    for (String gateway : gateways) {
      namespace.run("ip", "route", "add", "default", "via", gateway).check();
    }
  }

  /** A machine of the lab sends an answer in the name of a server that somebody else has asked. */
  @ParameterizedTest
  @EnumSource
  void nobodyAnswersInTheNameOfOthers(RealFirewall firewall) throws IOException {
    for (Route route : ROUTES) {
      // Without a filter the false answer comes, so that its way is open.
      assertEquals(List.of("false", "true"), answers(route, "40000"));
    }
    firewall.load(firewall.write(scratch, SiteText.node(SITE)), router);
    for (Route route : ROUTES) {
      assertEquals(List.of("true"), answers(route, "40001"));
    }
  }

  /** What a client hears that asks, where a false answer is sent before the true one. */
  private List<String> answers(Route route, String port) throws IOException {
    Path heard = Files.createTempFile(scratch, "server", ".log");
    Path said = Files.createTempFile(scratch, "client", ".log");
    String client = route.client();
    String name = route.server();
    Process server = internet.start(heard, "perl", PROGRAM, "hear", name, "53", client, port);
    await("ready", heard, server);
    Process asking = staff.start(said, "perl", PROGRAM, "ask", client, port, name, "53");
    try {
      await("question", heard, server);
      for (Namespace sender : List.of(lab, internet)) {
        String text = sender == lab ? "false" : "true";
        String[] answer = {"perl", PROGRAM, "datagram", name, "53", client, port, text};
        sender.run(answer).check();
      }
      await("true", said, asking);
    } finally {
      asking.destroy();
      server.destroy();
    }
    return Files.readAllLines(said);
  }

  private static void await(String text, Path log, Process process) throws IOException {
    for (int tries = 0; !Files.readString(log).contains(text); tries++) {
      boolean said = process.isAlive() || Files.readString(log).contains(text);
      assertTrue(said && tries < TRIES, Files.readString(log));
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** After a fail-over nobody loses a connection because the new master does not know it. */
  @ParameterizedTest
  @EnumSource
  void onlyWhatOpensAConnectionIsReset(RealFirewall firewall) throws IOException {
    for (Route route : ROUTES) {
      assertEquals(RESET, segment(route.client(), route.server(), "80", ACK));
    }
    firewall.load(firewall.write(scratch, SiteText.node(SITE)), router);
    for (Route route : ROUTES) {
      assertEquals(REFUSED, segment(route.client(), route.server(), "80", SYN));
      assertEquals(REFUSED, segment(route.client(), route.gateway(), "22", SYN));
      assertEquals(REFUSED, segment(route.client(), route.server(), "80", SYN_OF_ECN));
      for (String flags : List.of(ACK, PUSH, SYN_ACK, FIN, "0x00", "0x29")) {
        assertEquals("none", segment(route.client(), route.server(), "80", flags), flags);
        assertEquals("none", segment(route.client(), route.gateway(), "22", flags), flags);
      }
    }
  }

  /** The flags of the answer to a segment of the staff, each from a port of its own. */
  private String segment(String source, String target, String port, String flags) {
    String own = "" + nextPort++;
    String[] command = {"perl", PROGRAM, "segment", source, own, target, port, flags};
    return staff.run(command).check().output().strip();
  }
}
