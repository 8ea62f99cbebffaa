package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labwall.SiteText;

/** What a source says of logging reaches those who read logs. */
class LoggingIT {
  private static final String ROUTER =
      """
      ROLE router rt
      DEV staff eth0 172.16.10.0/24 172.16.10.1
      DEV lab eth1 172.16.20.0/24 172.16.20.1
      """;

  /** Whether the kernel's log has lines of namespaces other than the first. */
  private static final Path ALL_NAMESPACES = Path.of("/proc/sys/net/netfilter/nf_log_all_netns");

  @TempDir Path scratch;

  @BeforeEach
  void needs() {
    Namespace.assumeUsable(
        "ip", "sysctl", "perl", "iptables-nft-restore", "iptables-legacy-restore", "nft");
  }

  @ParameterizedTest
  @EnumSource
  void everySettingLoads(RealFirewall firewall) throws IOException {
    for (String target :
        List.of(
            "LEVEL emerg",
            "LEVEL alert",
            "LEVEL crit",
            "LEVEL err",
            "LEVEL warn",
            "LEVEL notice",
            "LEVEL info",
            "LEVEL debug",
            "NFLOG GROUP 0",
            "NFLOG GROUP 65535")) {
      String rules =
          """
          LOGGING %s
          LOGGING PREFIX "fw-$ROLE "
          LOGGING RATE 7/minute
          deny from lab to staff, self http, dns log
          allow from staff to lab log "%s" 1/day burst 1
          reject to self log 10000/second burst 10000
          """
              .formatted(target, "x".repeat(200));
      RoleTree tree = firewall.write(scratch, SiteText.node(ROUTER + rules));
      try (Namespace namespace = Namespace.with(List.of())) {
        firewall.check(tree, namespace);
      }
    }
  }

  /** Packets over the rate of the log are decided like the others, and nobody hears of them. */
  @ParameterizedTest
  @EnumSource
  void nflogTellsItsGroupOfAsManyPacketsAsItMay(Loader loader) throws IOException {
    String rules =
        """
        LOGGING NFLOG GROUP 5
        LOGGING PREFIX "$ROLE 100%s "
        LOGGING RATE 1/hour burst 2
        deny from staff to self udp/7 log "it's \\\\ 100% \\"sure\\" $5" 1/hour burst 3
        allow from staff to self udp/8 log "eight"
        deny from staff to self udp/9 log
        allow from staff to self udp/10
        """;
    try (Namespace router = Namespace.with(List.of("eth0", "eth1"));
        Namespace staff = Namespace.with(List.of())) {
      connect(router, staff);
      load(loader, rules, router);
      Path script = Files.writeString(scratch.resolve("listen.pl"), LISTENER);
      Path heard = scratch.resolve("heard");
      Process listener = router.start(heard, "perl", script.toString(), "5");
      try {
        await(heard, listener);
        for (int port : List.of(7, 8, 9)) {
          send(staff, port, 5);
        }
        send(staff, 10, 1);
        assertTrue(listener.waitFor(10, TimeUnit.SECONDS), () -> text(heard));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        listener.destroyForcibly();
      }
      String text =
          loader == Loader.NFTABLES ? "it's \\ 100% 'sure' _5" : "it's \\ 100% \"sure\" $5";
      List<String> expected = new ArrayList<>(List.of("ready", "got 10"));
      expected.addAll(Collections.nCopies(3, "logged router 100%s " + text + ": "));
      expected.addAll(Collections.nCopies(2, "logged router 100%s eight: "));
      expected.addAll(Collections.nCopies(2, "logged router 100%s deny site.lw:9: "));
      expected.addAll(Collections.nCopies(5, "got 8"));
      assertEquals(expected.stream().sorted().toList(), text(heard).lines().sorted().toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theKernelsLogHasLines(Loader loader) throws IOException {
    assumeTrue(Files.isWritable(ALL_NAMESPACES), "the kernel logs nothing of namespaces");
    String before = Files.readString(ALL_NAMESPACES);
    String mark = "labwall-" + ProcessHandle.current().pid() + "-" + loader.ordinal();
    String rules = "LOGGING LEVEL info\ndeny from staff to self udp/7 log \"" + mark + " %s\"\n";
    try (Namespace router = Namespace.with(List.of("eth0", "eth1"));
        Namespace staff = Namespace.with(List.of())) {
      connect(router, staff);
      load(loader, rules, router);
      Files.writeString(ALL_NAMESPACES, "1");
      send(staff, 7, 1);
      String logged = router.run("dmesg", "--raw").check().output();
      assertTrue(logged.contains("<6>"), "the log of the kernel is closed to us");
      assertTrue(logged.contains(mark + " %s: IN=eth0 OUT= "), mark);
    } finally {
      Files.writeString(ALL_NAMESPACES, before);
    }
  }

  /** Who loads a filter: each has its own way to log. */
  enum Loader {
    IPTABLES_NFT(RealFirewall.IPTABLES, "iptables-nft-restore", "etc/iptables/rules.v4"),
    IPTABLES_LEGACY(RealFirewall.IPTABLES, "iptables-legacy-restore", "etc/iptables/rules.v4"),
    NFTABLES(RealFirewall.NFTABLES, "nft", "-f", "etc/nftables.conf");

    private final RealFirewall firewall;
    private final List<String> command;

    Loader(RealFirewall firewall, String... command) {
      this.firewall = firewall;
      this.command = List.of(command);
    }
  }

  private void load(Loader loader, String rules, Namespace router) throws IOException {
    loader.firewall.write(scratch, SiteText.node(ROUTER + rules));
    List<String> command = new ArrayList<>(loader.command);
    command.add(scratch.resolve(command.removeLast()).toString());
    router.run(command.toArray(String[]::new)).check();
  }

  private static void connect(Namespace router, Namespace staff) {
    router.plug(0, staff, "eth0");
    router.run("ip", "address", "add", "172.16.10.1/24", "dev", "eth0").check();
    staff.run("ip", "address", "add", "172.16.10.50/24", "dev", "eth0").check();
  }

  /** Sends packets that are no connection together, for each has a port of its own. */
  private static void send(Namespace staff, int port, int packets) {
    String sender =
        """
        use Socket;
        for my $i (1..%d) {
          socket(my $s, PF_INET, SOCK_DGRAM, 0) or die $!;
          bind($s, pack_sockaddr_in(0, inet_aton("172.16.10.50"))) or die $!;
          send($s, "x", 0, pack_sockaddr_in(%d, inet_aton("172.16.10.1"))) or die $!;
          push @open, $s;
        }
        """
            .formatted(packets, port);
    staff.run("perl", "-e", sender).check();
  }

  private static void await(Path log, Process process) {
    while (!text(log).contains("ready")) {
      assertTrue(process.isAlive(), () -> text(log));
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Says what a group of nfnetlink_log is told and which datagrams come in, up to one to port 10;
   * see linux/netfilter/nfnetlink_log.h.
   */
  private static final String LISTENER =
      """
      use strict; use Socket; $| = 1;
      my ($group) = @ARGV;
      my %ports;
      for my $port (7 .. 10) {
        socket($ports{$port}, PF_INET, SOCK_DGRAM, 0) or die $!;
        bind($ports{$port}, pack_sockaddr_in($port, INADDR_ANY)) or die $!;
      }
      socket(my $log, 16, SOCK_RAW, 12) or die $!;
      bind($log, pack("SSLL", 16, 0, 0, 0)) or die $!;
      sub config {
        my $body = pack("CCn", 0, 0, $group) . shift;
        send($log, pack("LSSLL", 16 + length $body, 0x401, 5, 1, 0) . $body, 0) or die $!;
        recv($log, my $answer, 8192, 0);
        my ($length, $type, $flags, $sequence, $id, $error) = unpack("LSSLLl", $answer);
        die "refused: $error" if $type != 2 || $error;
      }
      config(pack("SSCx3", 5, 1, 1));
      config(pack("SSNCCx2", 10, 2, 100, 2, 0));
      config(pack("SSN", 8, 5, 1));
      print "ready\\n";
      while (1) {
        my $bits = "";
        vec($bits, fileno($_), 1) = 1 for $log, values %ports;
        select($bits, undef, undef, undef);
        if (vec($bits, fileno($log), 1)) {
          recv($log, my $messages, 65536, 0);
          while (length $messages >= 16) {
            my ($length, $type) = unpack("LS", $messages);
            told(substr($messages, 20, $length - 20)) if $type == 0x400;
            $messages = substr($messages, ($length + 3) & ~3);
          }
          next;
        }
        for my $port (sort keys %ports) {
          next unless vec($bits, fileno($ports{$port}), 1);
          recv($ports{$port}, my $text, 100, 0);
          print "got $port\\n";
          exit if $port == 10;
        }
      }
      sub told {
        my ($attributes) = @_;
        while (length $attributes >= 4) {
          my ($length, $type) = unpack("SS", $attributes);
          print "logged ", unpack("Z*", substr($attributes, 4, $length - 4)), "\\n" if $type == 10;
          $attributes = substr($attributes, ($length + 3) & ~3);
        }
      }
      """;
}
