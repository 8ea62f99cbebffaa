package org.labwall.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.compiler.Compiler;
import org.labwall.model.Site;
import org.labwall.real.Namespace;

/** Labs as users have them: up, looked into, broken and mended, and gone without a trace. */
class LabIT {
  private static final String SOURCE =
      """
      ROLE master rt1, backup rt2
      VRRP VERSION 3
      VRRP ADVERT 0.1
      VRRP START GROUP internet, staff
      DEV  internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3-203.0.113.4-101* via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.100-172.16.10.200-172.16.10.1-100* staff
      VLAN 20 eth0 172.16.20.0/24 172.16.20.100-172.16.20.200-172.16.20.1-100 quiet
      ROUTE 10.58.0.0/16 via 172.16.10.254
      HOST www 172.16.20.80
      allow from staff to internet, www ping
      allow from internet to self ping
      """;

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

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    assertSays("down", "No lab `" + lab + "` is running.", lab);
    up(SOURCE);
    assertSays("up", "A lab `" + lab + "` is running already.", source(SOURCE), "--name", lab);
    assertSays("fail", "There is no role `mastr`.", "--name", lab, "mastr");
    assertSays(
        "fail", "There is no interface `eth9`.", "--name", lab, "master", "--how", "link", "eth9");
    assertSays("exec", "There is no machine `client`.", "--name", lab, "client", "--", "true");
    assertSays("capture", "There is no network `nowhere`.", "--name", lab, "nowhere");
    assertSays("up", "`a b` cannot name a lab.", source(SOURCE), "--name", "a b");
  }

  private static void assertSays(String command, String sentence, String... arguments)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    LabRun.Result result = LabRun.run(all.toArray(String[]::new));
    assertEquals(1, result.status(), result.output());
    assertTrue(result.output().contains("error[LW100]: " + sentence), result.output());
  }

  @Test
  void aFullDiskIsSaid() throws Exception {
    String place = LabDirectory.ROOT.toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mkdir -p " + place + " && mount -t tmpfs -o size=8k full " + place + " && \"$@\"",
                "sh"));
    command.addAll(LabRun.command("up", source(SOURCE), "--name", lab));
    LabRun.Result result = LabRun.end(command);
    assertEquals(1, result.status(), result.output());
    assertTrue(result.output().contains("No space left on device"), result.output());
  }

  @Test
  void aDaemonThatDiesIsQuotedAndNothingStays() throws Exception {
    LabException failure =
        assertThrows(
            LabException.class,
            () -> upWith("etc/keepalived/keepalived.conf", "vrrp_instance a { interface eth77 }"));
    assertTrue(
        failure.diagnostic().message().contains("`keepalived` on `master` ended"),
        failure::toString);
    assertTrue(
        failure.diagnostic().hint().orElseThrow().contains("eth77"),
        () -> failure.diagnostic().toString());
    assertEquals(List.of(), LabRun.traces(lab));
  }

  @Test
  void aRouterThatDoesNotBootIsQuotedAndNothingStays() throws Exception {
    LabException failure =
        assertThrows(
            LabException.class,
            () -> upWith("etc/iptables/rules.v4", "*filter\n-A NOWHERE\nCOMMIT"));
    assertTrue(
        failure.diagnostic().message().contains("labwall-firewall start failed"),
        failure::toString);
    assertEquals(List.of(), LabRun.traces(lab));
  }

  private void upWith(String path, String content) throws Exception {
    Site site = LabSites.site(SOURCE);
    List<OutputFile> files = new ArrayList<>();
    for (OutputFile file : Compiler.tree(site, Firewall.IPTABLES_ONLY).files().values()) {
      files.add(
          file.path().equals("master/" + path)
              ? new OutputFile(file.path(), content + "\n")
              : file);
    }
    LabBuilder.up(
        LabPlanner.plan(site, lab, false), OutputTree.of(files), Optional.empty(), it -> {});
  }

  @Test
  void whoeverIsKilledLeavesNothingThatDownDoesNotRemove() throws Exception {
    String source = source(SOURCE);
    Random random = new Random(4);
    for (int i = 0; i < 10; i++) {
      Process up = LabRun.start("up", source, "--name", lab);
      awaitLock(up);
      Thread.sleep(random.nextInt(700));
      up.destroyForcibly().waitFor();
      LabRun.run("down", lab);
      assertEquals(List.of(), LabRun.traces(lab));
    }
  }

  @Test
  void whoeverIsInterruptedLeavesNothing() throws Exception {
    String source = source(SOURCE);
    for (int pause : List.of(0, 80, 250)) {
      Process up = LabRun.start("up", source, "--name", lab);
      awaitLock(up);
      Thread.sleep(pause);
      up.destroy();
      int status = up.waitFor();
      assertTrue(status != 0, "it was faster than the signal");
      assertEquals(List.of(), LabRun.traces(lab));
    }
  }

  private void awaitLock(Process up) throws Exception {
    while (up.isAlive() && !Files.exists(new LabDirectory(lab).lock())) {
      Thread.sleep(2);
    }
  }
}
