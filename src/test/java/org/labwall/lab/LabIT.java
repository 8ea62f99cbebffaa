package org.labwall.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.real.Namespace;

/** Labs as users have them: up, looked into, broken and mended, and gone without a trace. */
class LabIT {
  private static final String SOURCE = LabSites.PAIR;

  private static final String[] PING = {"--", "ping", "-c", "1", "-W", "1"};

  private final String lab = "it" + ProcessHandle.current().pid();

  @TempDir private Path directory;

  @BeforeEach
  void assumeUsable() {
    Namespace.assumeUsable("ip", "keepalived", "iptables-restore", "ipset", "nft", "ifup", "ping");
  }

  @AfterEach
  void leavesNothing() throws Exception {
    if (!LabRun.traces(lab).isEmpty()) {
      LabRun.run("down", lab).check();
    }
    assertEquals(List.of(), LabRun.traces(lab));
  }

  private void up(String source, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("up", source(source), "--name", lab));
    arguments.addAll(List.of(options));
    LabRun.run(arguments.toArray(String[]::new)).check();
  }

  private String source(String text) throws Exception {
    return Files.writeString(directory.resolve("site.lw"), text).toString();
  }

  private LabRun.Result exec(String machine, String... program) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("exec", "--name", lab, machine));
    arguments.addAll(List.of(program));
    return LabRun.run(arguments.toArray(String[]::new));
  }

  private boolean pings(String machine, String address) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(PING));
    arguments.add(address);
    return exec(machine, arguments.toArray(String[]::new)).status() == 0;
  }

  private void awaitStatus(Predicate<String> wanted) throws Exception {
    String status = "";
    for (int i = 0; i < 20; i++) {
      status = LabRun.run("status", lab).check();
      if (wanted.test(status)) {
        return;
      }
    }
    throw new AssertionError(status);
  }

  private void awaitMaster(String role) throws Exception {
    awaitStatus(
        it ->
            it.contains("internet: " + role + " is master, of 203.0.113.4\n")
                && it.contains("staff: " + role + " is master, of 172.16.10.1, 172.16.20.1\n"));
  }

  @Test
  void clientsReachTheOutsideThroughWhoeverIsMaster() throws Exception {
    up(SOURCE, "--hosts");
    awaitMaster("master");
    assertTrue(pings("client-staff", "198.51.100.7"), "out");
    assertTrue(pings("client-staff", "172.16.20.80"), "to the host");
    assertTrue(pings("outside-internet", "203.0.113.4"), "to the virtual address");
    assertTrue(!pings("client-quiet", "198.51.100.7"), "what no rule allows");

    LabRun.run("fail", "--name", lab, "master").check();
    awaitMaster("backup");
    assertTrue(pings("client-staff", "198.51.100.7"), "through the backup");
    assertTrue(LabRun.run("exec", "--name", lab, "master", "--", "true").status() == 1, "off");
    assertTrue(LabRun.run("fail", "--name", lab, "master").output().contains("failed already"));

    LabRun.run("heal", "--name", lab).check();
    awaitMaster("master");
    assertTrue(pings("client-staff", "198.51.100.7"), "through the master again");
  }

  @Test
  void aDaemonAndALinkFailAndComeBack() throws Exception {
    up(SOURCE);
    LabRun.run("fail", "--name", lab, "master", "--how", "daemon").check();
    awaitMaster("backup");
    awaitStatus(it -> it.contains("master, no keepalived, failed: daemon\n"));
    LabRun.run("heal", "--name", lab, "master").check();
    awaitMaster("master");
    LabRun.run("fail", "--name", lab, "master", "--how", "link", "eth0").check();
    awaitMaster("backup");
    awaitStatus(it -> it.contains("staff           FAULT\n"));
    LabRun.run("heal", "--name", lab).check();
    awaitMaster("master");
  }

  @Test
  void programsRunWhereTheyAreMeantTo() throws Exception {
    up(SOURCE, "--firewall", "nftables");
    assertEquals("rt1\n", exec("master", "--", "hostname").check());
    assertEquals(7, exec("backup", "--", "sh", "-c", "exit 7").status());
    assertTrue(
        exec("master", "--", "cat", "/etc/keepalived/keepalived.conf").check().contains("staff"));
    assertEquals("1\n", exec("master", "--", "cat", "/proc/sys/net/ipv4/ip_forward").check());
    assertTrue(
        exec("master", "--", "sh", "-c", "echo 1 >/proc/sys/kernel/printk").status() != 0,
        "a lab must not change the kernel of its machine");
    assertTrue(LabRun.run("log", "--name", lab, "master").check().contains("MASTER STATE"));
    Path capture = directory.resolve("staff.pcap");
    LabRun.run("capture", "--name", lab, "staff", "-w", capture.toString(), "--", "-c", "2", "vrrp")
        .check();
    assertTrue(Files.size(capture) > 100, "packets");
    assertTrue(pings("client-staff", "198.51.100.7"), "out");
  }

  @Test
  void aProviderGivesOutAnAddress() throws Exception {
    Namespace.assumeUsable("dnsmasq", "dhclient");
    up(Files.readString(Path.of("examples/home/site.lw")));
    assertTrue(LabRun.run("status", lab).check().contains("100.64.0.11/24"), "lease");
    assertTrue(pings("client-family", "198.51.100.7"), "masqueraded");
  }

  @Test
  void theLabOfAnotherNameStandsBesideIt() throws Exception {
    up(SOURCE);
    String other = lab + "b";
    try {
      LabRun.run("up", source(SOURCE), "--name", other).check();
      LabRun.Result unnamed = LabRun.run("status");
      assertEquals(1, unnamed.status());
      assertTrue(unnamed.output().contains("Several labs are running"), unnamed.output());
      assertTrue(pings("client-staff", "198.51.100.7"), "beside another");
    } finally {
      LabRun.run("down", other).check();
    }
    assertTrue(pings("client-staff", "198.51.100.7"), "without the other");
  }
}
