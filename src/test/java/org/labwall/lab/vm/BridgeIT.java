package org.labwall.lab.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.Sites;
import org.labwall.backend.OutputFile;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlanner;
import org.labwall.real.Namespace;

/** What `lab export` writes joins a real switch of VDE with cards that stand for physical ones. */
class BridgeIT {
  private static final int ATTEMPTS = 10;

  @TempDir private Path directory;
  private final LabPlan plan = LabPlanner.plan(Sites.classic(), "classic", false);
  private final SwitchPlan ports = SwitchPlan.of(plan);
  private final List<Namespace> machines = new ArrayList<>();
  private final List<Path> pids = new ArrayList<>();

  @BeforeEach
  void export() throws Exception {
    Namespace.assumeUsable("ip", "vde_switch", "vde_plug2tap", "unixcmd", "ping", "awk");
    for (OutputFile file : VdeExport.files(plan)) {
      Files.writeString(directory.resolve(file.path()), file.content());
    }
    for (int i = 0; i < 2; i++) {
      machines.add(Namespace.with(i == 0 ? List.of("eth9") : List.of()));
    }
    machines.get(0).plug(0, machines.get(1), "eth9");
  }

  @AfterEach
  void end() throws Exception {
    for (Path pid : pids) {
      if (Files.exists(pid)) {
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    machines.forEach(Namespace::close);
  }

  private Path run(int machine) {
    return directory.resolve("run" + machine);
  }

  private Namespace.Result script(int machine, String... words) {
    List<String> command = new ArrayList<>(List.of("env", "RUN=" + run(machine), "sh"));
    command.add(directory.resolve(words[0]).toString());
    command.addAll(List.of(words).subList(1, words.length));
    return machines.get(machine).run(command.toArray(String[]::new));
  }

  private void startSwitch(int machine) {
    pids.add(run(machine).resolve("pid"));
    pids.add(run(machine).resolve("tap-eth9.pid"));
    script(machine, "switch.sh").check();
  }

  /** A station of a network, on its access port. */
  private void station(int machine, String network, String device, String address) {
    Path pid = run(machine).resolve(device + ".pid");
    pids.add(pid);
    Namespace namespace = machines.get(machine);
    String number = String.valueOf(ports.access(network).number());
    String ctl = run(machine).resolve("ctl").toString();
    namespace
        .run("vde_plug2tap", "-d", "-P", pid.toString(), "-s", ctl, "-p", number, device)
        .check();
    for (int i = 0; namespace.run("ip", "link", "show", "dev", device).status() != 0; i++) {
      assertTrue(i < ATTEMPTS * ATTEMPTS, device);
    }
    namespace.run("ip", "addr", "add", address, "dev", device).check();
    namespace.run("ip", "link", "set", device, "up").check();
  }

  private boolean pings(String device, String address, int attempts) {
    String[] ping = {"ping", "-c", "1", "-W", "1", "-I", device, address};
    for (int i = 0; i < attempts; i++) {
      if (machines.get(0).run(ping).status() == 0) {
        return true;
      }
    }
    return false;
  }

  @Test
  void twoSwitchesAreOneByATrunk() {
    for (int i = 0; i < 2; i++) {
      startSwitch(i);
      script(i, "bridge.sh", "--trunk", "eth9").check();
      station(i, "VLAN10", "ten", "172.16.10." + (50 + i) + "/24");
      station(i, "VLAN20", "twenty", "172.16.20." + (50 + i) + "/24");
    }
    assertTrue(pings("ten", "172.16.10.51", ATTEMPTS), "VLAN10");
    assertTrue(pings("twenty", "172.16.20.51", ATTEMPTS), "VLAN20");
    machines.get(1).run("ip", "addr", "add", "172.16.10.52/24", "dev", "twenty").check();
    machines.get(1).run("sysctl", "-q", "net.ipv4.conf.all.arp_ignore=1").check();
    assertFalse(pings("ten", "172.16.10.52", 1), "from VLAN10 into VLAN20");

    script(0, "bridge.sh", "--stop", "eth9").check();
    assertFalse(machines.get(0).run("ip", "-o", "link").output().contains("lwbr"));
    assertFalse(pings("ten", "172.16.10.51", 1), "without the bridge");
    script(0, "switch.sh", "stop").check();
  }

  @Test
  void oneNetworkIsJoinedWithoutTags() {
    startSwitch(0);
    script(0, "bridge.sh", "VLAN10", "eth9").check();
    station(0, "VLAN10", "ten", "172.16.10.50/24");
    station(0, "VLAN20", "twenty", "172.16.10.60/24");
    machines.get(1).run("ip", "addr", "add", "172.16.10.51/24", "dev", "eth9").check();
    assertTrue(pings("ten", "172.16.10.51", ATTEMPTS), "VLAN10");
    assertFalse(pings("twenty", "172.16.10.51", 1), "VLAN20");
    Namespace.Result again = script(0, "bridge.sh", "VLAN20", "eth9");
    assertSays(again, "bridge.sh: eth9 is in the bridge lwbr");
    assertEquals(2, script(0, "bridge.sh", "VLAN30", "eth9").status());
  }

  @Test
  void whatLeadsPastTheFilterIsRefused() {
    assertSays(script(0, "bridge.sh", "VLAN10", "eth9"), "bridge.sh: no switch in ");
    startSwitch(0);
    Namespace machine = machines.get(0);
    machine.run("ip", "addr", "add", "172.16.10.9/24", "dev", "eth9").check();
    assertSays(script(0, "bridge.sh", "VLAN10", "eth9"), "bridge.sh: eth9 has an address");
    machine.run("ip", "link", "add", "other", "type", "veth", "peer", "name", "end").check();
    machine.run("ip", "link", "set", "other", "up").check();
    machine.run("ip", "addr", "add", "172.16.20.9/24", "dev", "other").check();
    machine.run("sysctl", "-q", "net.ipv4.ip_forward=1").check();
    assertSays(
        script(0, "bridge.sh", "VLAN10", "eth9"),
        "bridge.sh: this machine forwards and stands in several networks");
    assertFalse(machine.run("ip", "-o", "link").output().contains("lwbr"));
  }

  private static void assertSays(Namespace.Result result, String words) {
    assertEquals(1, result.status(), result.toString());
    assertTrue(result.output().contains(words), result.toString());
  }
}
