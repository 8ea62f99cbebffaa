package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labwall.SiteText;
import org.labwall.address.Family;
import org.labwall.backend.OutputFile;
import org.labwall.model.Service;
import org.labwall.model.Service.Helper;
import org.labwall.project.Node;

/** Connections that open others, through a router whose helpers follow them, or do not. */
@Execution(ExecutionMode.CONCURRENT)
class HelperIT {
  private static final String SITE =
      """
      ROLE router rt
      DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
      DEV staff eth0 172.16.10.0/24 172.16.10.1 inet6 2001:db8:10::/64 ::1
      DEV lab eth2 172.16.20.0/24 172.16.20.1 inet6 2001:db8:20::/64 ::1
      """;
  private static final String PROGRAM =
      Path.of("src/test/perl/transfers.pl").toAbsolutePath().toString();

  @TempDir Path scratch;

  @BeforeEach
  void needs() {
    Namespace.assumeUsable(
        "ip", "sysctl", "perl", "iptables-nft-restore", "iptables-legacy-restore", "nft");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iptables-nft", "iptables-legacy", "nftables"})
  void passesWhatAllowedConnectionsOpenAndNothingElse(String firewall) throws IOException {
    String rules =
        """
        SERVICE other-ftp tcp/2121 helper ftp
        allow from staff to internet ftp, tftp, other-ftp
        allow from staff to lab ftp
        allow from lab to internet
        allow from staff to self ftp
        allow from self to internet ftp
        deny from self to any
        """;
    try (Sandbox box = new Sandbox(firewall, rules)) {
      String outside = "203.0.113.1";
      assertEquals("data", transfer(box.staff, "passive", outside));
      assertEquals("data", transfer(box.staff, "active", outside));
      assertEquals("data", transfer(box.staff, "active", outside, "2121"));
      assertEquals("data", transfer(box.staff, "tftp", outside));
      assertEquals("data", transfer(box.staff, "passive", "2001:db8:20::9"));
      assertEquals("data", transfer(box.staff, "active", "2001:db8:20::9"));
      assertEquals("data", transfer(box.staff, "passive", "172.16.10.1"));
      assertEquals("data", transfer(box.staff, "active", "172.16.10.1"));
      assertEquals("data", transfer(box.router, "passive", outside));
      assertEquals("data", transfer(box.router, "active", outside));
      // No server is let in to a port of the client's own services, or to another machine.
      assertEquals("nothing", transfer(box.staff, "low", outside));
      assertEquals("nothing", transfer(box.staff, "other", outside));
      // A rule without a service follows nothing.
      assertEquals("data", transfer(box.lab, "passive", outside));
      assertEquals("nothing", transfer(box.lab, "active", outside));
      assertEquals("nothing", transfer(box.lab, "tftp", outside));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"iptables-nft", "iptables-legacy", "nftables"})
  void opensNothingWhereNoServiceAsksForIt(String firewall) throws IOException {
    try (Sandbox box = new Sandbox(firewall, "allow from staff to internet tcp/21, udp/69\n")) {
      assertEquals("nothing", transfer(box.staff, "passive", "203.0.113.1"));
      assertEquals("nothing", transfer(box.staff, "active", "203.0.113.1"));
      assertEquals("nothing", transfer(box.staff, "tftp", "203.0.113.1"));
    }
  }

  /** Both of a connection's ends count: what others announce opens nothing for them. */
  @ParameterizedTest
  @ValueSource(strings = {"iptables-nft", "iptables-legacy", "nftables"})
  void opensNothingForOthersThatAreFollowedToo(String firewall) throws IOException {
    String rules =
        """
        allow from staff to 203.0.113.99 ftp
        allow from staff to internet tcp/21
        """;
    try (Sandbox box = new Sandbox(firewall, rules)) {
      assertEquals("nothing", transfer(box.staff, "passive", "203.0.113.1"));
      assertEquals("nothing", transfer(box.staff, "active", "203.0.113.1"));
      assertEquals("data", transfer(box.staff, "passive", "203.0.113.99"));
      assertEquals("data", transfer(box.staff, "active", "203.0.113.99"));
    }
  }

  /** The addresses that are announced are translated with the connections. */
  @ParameterizedTest
  @ValueSource(strings = {"iptables-nft", "iptables-legacy", "nftables"})
  void followsConnectionsWhoseAddressesAreTranslated(String firewall) throws IOException {
    String rules =
        """
        SERVICE other-ftp tcp/2121 helper ftp
        masquerade from staff to internet
        forward ftp on internet to 172.16.20.9
        forward other-ftp on internet to 172.16.20.9:21 without allow
        allow from staff to internet ftp, tftp
        allow from 203.0.113.99 to lab ftp
        """;
    try (Sandbox box = new Sandbox(firewall, rules)) {
      box.outside.run("ip", "route", "del", "default").check();
      assertEquals("data", transfer(box.staff, "passive", "203.0.113.1"));
      assertEquals("data", transfer(box.staff, "active", "203.0.113.1"));
      assertEquals("data", transfer(box.staff, "tftp", "203.0.113.1"));
      assertEquals("data", transfer(box.outside, "passive", "203.0.113.2"));
      assertEquals("data", transfer(box.outside, "active", "203.0.113.2"));
      assertEquals("nothing", transfer(box.outside, "low", "203.0.113.2"));
      box.outside.run("ip", "address", "del", "203.0.113.1/24", "dev", "eth0").check();
      box.outside.run("ip", "address", "add", "203.0.113.99/24", "dev", "eth0");
      assertEquals("data", transfer(box.outside, "passive", "203.0.113.2", "2121"));
      assertEquals("data", transfer(box.outside, "active", "203.0.113.2", "2121"));
    }
  }

  /** The kernel is asked for every helper, protocol and family. */
  @Test
  void theKernelHasTheHelpersWhereWeSayAndNowhereElse() throws IOException {
    try (Namespace namespace = Namespace.with(List.of())) {
      for (Helper helper : Helper.values()) {
        for (int protocol : List.of(Service.TCP, Service.UDP)) {
          for (Family family : Family.values()) {
            boolean ours = helper.follows(protocol) && helper.existsIn(family);
            String program = family == Family.IPV4 ? "iptables-legacy" : "ip6tables-legacy";
            String name =
                helper != Helper.H323 ? helper.word() : protocol == Service.TCP ? "Q.931" : "RAS";
            String[] command = {
              program,
              "-t",
              "raw",
              "-A",
              "PREROUTING",
              "-p",
              protocol == Service.TCP ? "tcp" : "udp",
              "-j",
              "CT",
              "--helper",
              name
            };
            assertEquals(ours, namespace.run(command).status() == 0, String.join(" ", command));
          }
        }
      }
    }
  }

  private static String transfer(Namespace client, String... arguments) {
    String[] command = new String[arguments.length + 2];
    command[0] = "perl";
    command[1] = PROGRAM;
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    return client.run(command).check().output().strip();
  }

  /** A router, its neighbours, and servers in all of them. */
  private final class Sandbox implements AutoCloseable {
    final Namespace router = Namespace.with(List.of("eth0", "eth1", "eth2"));
    final Namespace staff = Namespace.with(List.of());
    final Namespace lab = Namespace.with(List.of());
    final Namespace outside = Namespace.with(List.of());
    final List<Process> servers;

    Sandbox(String firewall, String rules) throws IOException {
      router.plug(0, staff, "eth0");
      router.plug(1, outside, "eth0");
      router.plug(2, lab, "eth0");
      set(router, "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1");
      address(router, "eth0", "172.16.10.1/24", "2001:db8:10::1/64");
      address(router, "eth1", "203.0.113.2/24");
      address(router, "eth2", "172.16.20.1/24", "2001:db8:20::1/64");
      address(staff, "eth0", "172.16.10.50/24", "172.16.10.51/24", "2001:db8:10::50/64");
      address(lab, "eth0", "172.16.20.9/24", "2001:db8:20::9/64");
      address(outside, "eth0", "203.0.113.1/24", "203.0.113.99/24");
      route(staff, "172.16.10.1", "2001:db8:10::1");
      route(lab, "172.16.20.1", "2001:db8:20::1");
      route(outside, "203.0.113.2");
      load(firewall, SiteText.node(SITE + rules), router);
      servers = List.of(serve(outside), serve(lab), serve(router));
    }

    private static void set(Namespace namespace, String... settings) {
      for (String setting : settings) {
        namespace.run("sysctl", "-q", "-w", setting).check();
      }
    }

    private static void address(Namespace namespace, String link, String... addresses) {
      for (String address : addresses) {
        namespace.run("ip", "address", "add", address, "dev", link).check();
      }
    }

    private static void route(Namespace namespace, String... gateways) {
      for (String gateway : gateways) {
        namespace.run("ip", "route", "add", "default", "via", gateway).check();
      }
    }

    private Process serve(Namespace namespace) throws IOException {
      Path log = Files.createTempFile(scratch, "server", ".log");
      Process server = namespace.start(log, "perl", PROGRAM, "serve");
      while (!Files.readString(log).contains("ready")) {
        assertTrue(server.isAlive(), Files.readString(log));
        LockSupport.parkNanos(5_000_000);
      }
      return server;
    }

    @Override
    public void close() {
      servers.forEach(Process::destroy);
      List.of(router, staff, lab, outside).forEach(Namespace::close);
    }
  }

  private void load(String firewall, Node node, Namespace router) throws IOException {
    RealFirewall kind = firewall.equals("nftables") ? RealFirewall.NFTABLES : RealFirewall.IPTABLES;
    for (OutputFile file : kind.backend().files(node)) {
      Path path = scratch.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.content());
    }
    RoleTree tree = new RoleTree(scratch);
    if (kind == RealFirewall.NFTABLES) {
      kind.load(tree, router);
    } else {
      router.run(firewall + "-restore", tree.rules4().toString()).check();
      router.run(firewall.replace("ip", "ip6") + "-restore", tree.rules6().toString()).check();
    }
  }
}
