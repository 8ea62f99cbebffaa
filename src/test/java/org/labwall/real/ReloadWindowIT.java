package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labwall.Effort;

/** No packet that every policy denies passes while policies are loaded, stopped and closed. */
class ReloadWindowIT {
  private static final String SITE =
      """
      ROLE router rt
      DEV staff eth0 172.16.10.0/24 172.16.10.1 inet6 2001:db8:10::/64 ::1
      DEV lab   eth1 172.16.20.0/24 172.16.20.1 inet6 2001:db8:20::/64 ::1
      allow from staff to self tcp/22
      """;

  private static final List<String> TARGETS = List.of("172.16.10.50", "2001:db8:10::50");
  private static final long PAUSE = 300_000_000;
  private static final String UDP = "9999";
  private static final String TCP = "8080";

  @TempDir Path root;
  private Namespace sender;
  private Namespace router;
  private Namespace receiver;
  private Path program;

  @BeforeEach
  void plug() throws IOException, InterruptedException {
    Namespace.assumeUsable("ip", "gcc", "iptables-nft-restore", "nft", "unshare", "flock");
    program = root.resolve("window");
    List<String> gcc = List.of("gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-o");
    List<String> command = new ArrayList<>(gcc);
    command.addAll(List.of(program.toString(), "src/test/c/window/window.c"));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    router = Namespace.with(List.of("eth0", "eth1"));
    receiver = Namespace.with(List.of());
    sender = Namespace.with(List.of());
    router.plug(0, receiver, "eth0");
    router.plug(1, sender, "eth0");
    router.run("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1").check();
    address(router, "eth0", "172.16.10.1/24", "2001:db8:10::1/64");
    address(router, "eth1", "172.16.20.1/24", "2001:db8:20::1/64");
    address(receiver, "eth0", "172.16.10.50/24", "2001:db8:10::50/64");
    address(sender, "eth0", "172.16.20.50/24", "2001:db8:20::50/64");
    receiver.run("ip", "route", "add", "default", "via", "172.16.10.1").check();
    receiver.run("ip", "route", "add", "default", "via", "2001:db8:10::1").check();
    sender.run("ip", "route", "add", "default", "via", "172.16.20.1").check();
    sender.run("ip", "route", "add", "default", "via", "2001:db8:20::1").check();
  }

  @AfterEach
  void unplug() {
    for (Namespace each : new Namespace[] {sender, router, receiver}) {
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

  @ParameterizedTest
  @EnumSource
  void whatIsDeniedNeverPasses(RealFirewall firewall) throws IOException {
    Path one = written("one", firewall, policy("tcp/443"));
    Path other = written("other", firewall, policy("tcp/80"));
    Loader.run(one, router, "start").check();
    Counts counts =
        flooded(
            () -> {
              for (int i = 0; i < Effort.of(8); i++) {
                Loader.run(other, router, "start").check();
                Loader.run(one, router, "start").check();
                Loader.run(one, router, "start").check();
                Loader.run(one, router, i % 2 == 0 ? "stop" : "panic").check();
              }
            });
    assertEquals(0, counts.datagrams(), counts.toString());
    assertEquals(0, counts.connections(), counts.toString());
    assertTrue(counts.sent() > 1000, counts.toString());
  }

  @ParameterizedTest
  @EnumSource
  void nothingPassesBetweenTheTwoPrograms(RealFirewall firewall) throws IOException {
    RealFirewall next =
        firewall == RealFirewall.IPTABLES ? RealFirewall.NFTABLES : RealFirewall.IPTABLES;
    Path one = written("one", firewall, policy("tcp/443") + "masquerade from staff to lab\n");
    Path other = written("other", next, policy("tcp/80"));
    Loader.run(one, router, "start").check();
    Counts counts =
        flooded(
            () -> {
              for (int i = 0; i < Effort.of(5); i++) {
                Loader.run(other, router, "start").check();
                Loader.run(one, router, "start").check();
              }
            });
    assertEquals(0, counts.datagrams(), counts.toString());
    assertEquals(0, counts.connections(), counts.toString());
  }

  /** The flood is one that would be seen: it passes where the policy allows it. */
  @Test
  void whatIsAllowedIsCounted() throws IOException {
    Path tree =
        written(
            "one", RealFirewall.NFTABLES, SITE + "allow from lab to staff udp/9999, tcp/8080\n");
    Loader.run(tree, router, "start").check();
    Counts counts = flooded(() -> Loader.run(tree, router, "start").check());
    assertTrue(counts.datagrams() > 100, counts.toString());
    assertTrue(counts.connections() > 10, counts.toString());
  }

  /** A policy that takes the kernel long enough to load. */
  private static String policy(String service) {
    StringBuilder policy = new StringBuilder(SITE);
    for (int i = 2; i < 250; i++) {
      policy.append("allow from 172.16.20." + i + " to 172.16.10." + (2 + i * 7 % 40) + " ");
      policy.append(service + " limit " + i + "/minute\n");
    }
    return policy.toString();
  }

  private Path written(String name, RealFirewall firewall, String source) throws IOException {
    Path tree = root.resolve(name);
    Loader.write(tree, firewall, source);
    return tree;
  }

  /**
   * What was seen of a flood.
   *
   * @param sent the datagrams sent
   * @param datagrams those that came
   * @param connections the connections that were made
   */
  private record Counts(long sent, long datagrams, long connections) {}

  /** A running program that says its count when it is ended. */
  private record Window(Process process, Path log) {

    long end() {
      process.destroy();
      try {
        process.waitFor();
        return Long.parseLong(Files.readString(log).strip());
      } catch (IOException | InterruptedException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  private Window window(Namespace namespace, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(root, "window", ".log");
    return new Window(namespace.start(log, command.toArray(String[]::new)), log);
  }

  /** Runs something while all is flooded, in both families. */
  private Counts flooded(Runnable attacked) throws IOException {
    Window datagrams = window(receiver, "count", UDP);
    Window connections = window(receiver, "listen", TCP);
    List<Window> sending = new ArrayList<>();
    List<Window> connecting = new ArrayList<>();
    for (String target : TARGETS) {
      sending.add(window(sender, "send", target, UDP));
      connecting.add(window(sender, "connect", target, TCP));
    }
    LockSupport.parkNanos(PAUSE);
    attacked.run();
    LockSupport.parkNanos(PAUSE);
    long sent = sending.stream().mapToLong(Window::end).sum();
    long made = connecting.stream().mapToLong(Window::end).sum();
    LockSupport.parkNanos(PAUSE);
    return new Counts(sent, datagrams.end(), made + connections.end());
  }
}
