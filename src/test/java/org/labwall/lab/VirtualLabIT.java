package org.labwall.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.compiler.Compiler;
import org.labwall.lab.image.BootImage;
import org.labwall.lab.image.BootKernel;
import org.labwall.real.VirtualMachine;

/** Routers as virtual machines: what no namespace here has, bonds and 802.1Q, is real in them. */
class VirtualLabIT {
  private static final String SOURCE =
      """
      ROLE master rt1, backup rt2
      VRRP VERSION 3
      VRRP ADVERT 0.1
      VRRP START GROUP internet, staff
      DEV  internet eth2 203.0.113.0/24 203.0.113.2-203.0.113.3-203.0.113.4-101* via 203.0.113.1
      DEV  trunk    bond0 bond-mode active-backup bond-slaves eth0, eth1 bond-miimon 100
      VLAN 10 bond0 172.16.10.0/24 172.16.10.100-172.16.10.200-172.16.10.1-100* staff
      VLAN 20 bond0 172.16.20.0/24 172.16.20.100-172.16.20.200-172.16.20.1-100 quiet
      allow from staff to internet ping
      """;

  private static final String[] PING = {"ping", "-c", "1", "-W", "1", "203.0.113.1"};
  private static final int ATTEMPTS = 20;

  private final String lab = "vm" + ProcessHandle.current().pid();

  @TempDir private Path directory;

  @BeforeEach
  void assumeUsable() throws IOException {
    VirtualMachine.assumeUsable();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    if (!LabRun.traces(lab).isEmpty()) {
      LabRun.run("down", lab).check();
    }
    assertEquals(List.of(), LabRun.traces(lab));
  }

  private LabRun.Result exec(String machine, String... program) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("exec", "--name", lab, machine, "--"));
    arguments.addAll(List.of(program));
    return LabRun.run(arguments.toArray(String[]::new));
  }

  private boolean reaches(String machine) throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      if (exec(machine, PING).status() == 0) {
        return true;
      }
    }
    return false;
  }

  @Test
  void routersBootAndFailAndComeBack() throws Exception {
    Path source = Files.writeString(directory.resolve("site.lw"), SOURCE);
    LabRun.run("up", source.toString(), "--vm", "--name", lab).check();

    String vlans = exec("master", "cat", "/proc/net/vlan/config").check();
    assertTrue(vlans.contains("vlan10         | 10  | bond0"), vlans);
    assertTrue(exec("master", "cat", "/proc/net/bonding/bond0").check().contains("active-backup"));
    assertEquals("rt2\n", exec("backup", "hostname").check());
    LabRun.Result failing = exec("master", "sh", "-c", "printf \"it's\"; exit 3");
    assertEquals(new LabRun.Result(3, "it's"), failing);

    assertGivesATerminal();

    assertTrue(reaches("client-staff"));
    assertFalse(exec("client-quiet", PING).status() == 0, "the filter lets all pass");

    LabRun.run("fail", "master", "--how", "link", "eth0", "--name", lab).check();
    assertTrue(reaches("client-staff"));
    String bond = exec("master", "cat", "/proc/net/bonding/bond0").check();
    assertTrue(bond.contains("Currently Active Slave: eth1"), bond);

    LabRun.run("fail", "master", "--name", lab).check();
    assertTrue(reaches("client-staff"));
    String status = LabRun.run("status", lab).check();
    assertTrue(status.contains("staff: backup is master"), status);
    assertTrue(status.contains("master, off"), status);

    LabRun.run("heal", "--name", lab).check();
    assertTrue(LabRun.run("log", "master", "--name", lab).check().contains("interfaces: done"));
    LabRun.run("down", lab).check();
  }

  /** From a terminal the program gets one, as large, in which it can be interrupted by a key. */
  private void assertGivesATerminal() throws Exception {
    Path typescript = directory.resolve("typescript");
    List<String> command = LabRun.command("exec", "--name", lab, "master", "--", "sh");
    Path session =
        Files.writeString(
            directory.resolve("session"), "exec '" + String.join("' '", command) + "'");
    String feed =
        """
        left=600
        await() {
          until grep -q "$1" '%1$s' 2>/dev/null || [ "$left" = 0 ]; do
            sleep 0.1
            left=$((left - 1))
          done
        }
        {
          await '# '
          printf 'tty; stty size\\r'
          await '^33 99'
          printf 'sleep 60\\r'
          await 'sleep 60'
          sleep 1
          printf '\\003'
          await '\\^C'
          printf 'exit 5\\r'
        } | script -qefc 'stty rows 33 cols 99; sh %2$s' '%1$s'
        """;
    String shell = feed.formatted(typescript, session);
    LabRun.Result result = LabRun.end(List.of("sh", "-c", shell));
    assertEquals(5, result.status(), result.output());
    assertTrue(result.output().contains("/dev/hvc4"), result.output());
    assertTrue(result.output().contains("33 99"), result.output());
  }

  @Test
  void theSameSourceGivesTheSameImage() throws Exception {
    OutputTree tree = Compiler.tree(LabSites.site(SOURCE), Firewall.NFTABLES);
    List<OutputFile> files = tree.below("master");
    BootKernel kernel = BootKernel.find(Path.of("/"), BootKernel.Purpose.VIRTUAL);
    byte[][] images = new byte[2][];
    for (int i = 0; i < images.length; i++) {
      Path file = directory.resolve("image" + i);
      BootImage.of("rt1", files, kernel, List.of()).write(file, true);
      images[i] = Files.readAllBytes(file);
    }
    assertArrayEquals(images[0], images[1]);
  }
}
