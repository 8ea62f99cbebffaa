package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that loads filters, attacked: cut files, full disks, many at once, killed. */
@Execution(ExecutionMode.CONCURRENT)
class LoaderAttackIT {
  private static final long SEED = 2011;

  private static final String SITE =
      """
      ROLE router rt
      DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
      DEV staff eth0 172.16.10.0/24 172.16.10.1 inet6 2001:db8:10::/64 ::1
      masquerade from staff to internet
      NET some 172.16.10.3, 172.16.10.5, 172.16.10.7, 172.16.10.9, 172.16.10.11
      deny from some to internet
      allow from staff to internet https
      """;

  private static final String OLD = SITE + "allow from staff to self tcp/22\n";
  private static final String NEW = SITE + "allow from staff to self tcp/23\n";

  @TempDir Path root;

  @BeforeEach
  void needs() {
    Namespace.assumeUsable("ip", "iptables-nft-restore", "ipset", "nft", "unshare", "flock");
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsCutOffChangesNothing(RealFirewall firewall) throws IOException {
    try (Namespace namespace = Namespace.with(List.of())) {
      Loader.write(root, firewall, OLD);
      Loader.run(root, namespace, "start").check();
      String old = state(namespace);
      Loader.write(root, firewall, NEW);
      List<String> names =
          firewall == RealFirewall.IPTABLES
              ? List.of("etc/iptables/ipsets", "etc/iptables/rules.v4", "etc/iptables/rules.v6")
              : List.of("etc/nftables.conf");
      Random random = new Random(SEED);
      for (String name : names) {
        Path file = root.resolve(name);
        String whole = Files.readString(file);
        List<Integer> lengths = new ArrayList<>(List.of(0, whole.length() - 1));
        int lines = (int) whole.lines().count();
        for (int i = 0; i < 12; i++) {
          lengths.add(random.nextInt(whole.length()));
          lengths.add(endOfLine(whole, random.nextInt(lines - 1)));
        }
        for (int length : lengths) {
          Files.writeString(file, whole.substring(0, length));
          Namespace.Result result = Loader.run(root, namespace, "start");
          assertEquals(1, result.status(), name + " of " + length + ": " + result);
        }
        assertEquals(old, state(namespace), name);
        Files.writeString(file, whole);
      }
      Loader.run(root, namespace, "start").check();
      assertTrue(state(namespace).contains("dport 23"));
    }
  }

  /** The length of a text up to the end of a line, which is counted from 0. */
  private static int endOfLine(String text, int line) {
    int at = -1;
    for (int i = 0; i <= line; i++) {
      at = text.indexOf('\n', at + 1);
    }
    return at + 1;
  }

  @ParameterizedTest
  @ValueSource(strings = {"nr_inodes=1", "ro"})
  void allIsClosedWhateverTheDiskDoes(String option) throws IOException {
    for (RealFirewall firewall : RealFirewall.values()) {
      Loader.write(root, firewall, OLD);
      for (String command : List.of("panic", "stop")) {
        try (Namespace namespace = Namespace.with(List.of())) {
          String script =
              "mount -t tmpfs -o " + option + " none /run; exec " + Loader.script(root) + " $1";
          namespace.run("unshare", "--mount", "sh", "-c", script, "sh", command).check();
          String state = state(namespace);
          boolean closed =
              state.contains("-A FORWARD -j DROP") || state.contains("chain forward {");
          assertTrue(closed, command + " of " + firewall + ": " + state);
        }
      }
    }
  }

  /** With unshare(1), and where namespaces cannot be made. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eightStartsFollowEachOther(boolean unshares) throws IOException, InterruptedException {
    Loader.write(root, RealFirewall.IPTABLES, OLD);
    String path = "/usr/sbin:/usr/bin:/sbin:/bin";
    if (!unshares) {
      Path none = Files.createDirectories(root.resolve("none")).resolve("unshare");
      Files.writeString(none, "#!/bin/sh\nexit 1\n");
      Files.setPosixFilePermissions(none, PosixFilePermissions.fromString("rwxr-xr-x"));
      path = none.getParent() + ":" + path;
    }
    try (Namespace namespace = Namespace.with(List.of())) {
      List<Process> starts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        starts.add(start(namespace, path, i % 4 == 3 ? "test" : "start", root.resolve("log" + i)));
      }
      for (int i = 0; i < starts.size(); i++) {
        assertTrue(starts.get(i).waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, starts.get(i).exitValue(), Files.readString(root.resolve("log" + i)));
      }
      String state = state(namespace);
      Loader.run(root, namespace, "start").check();
      assertEquals(state, state(namespace));
    }
  }

  private Process start(Namespace namespace, String path, String command, Path log)
      throws IOException {
    return namespace.start(
        log, "env", "PATH=" + path, "LABWALL_ROOT=" + root, Loader.script(root), command);
  }

  /** Addresses are translated, so that it takes several steps. */
  @Test
  void afterAKillTheNextStartRepairsAll() throws IOException, InterruptedException {
    Random random = new Random(SEED);
    String path = "/usr/sbin:/usr/bin:/sbin:/bin";
    try (Namespace namespace = Namespace.with(List.of())) {
      Loader.write(root, RealFirewall.IPTABLES, NEW);
      long begin = System.nanoTime();
      Loader.run(root, namespace, "start").check();
      long turn = System.nanoTime() - begin;
      String clean = state(namespace);
      for (int i = 0; i < 12; i++) {
        Loader.write(root, RealFirewall.IPTABLES, OLD);
        Loader.run(root, namespace, "start").check();
        Loader.write(root, RealFirewall.IPTABLES, NEW);
        Process killed = start(namespace, path, "start", root.resolve("log"));
        LockSupport.parkNanos((long) (random.nextDouble() * turn));
        killed.destroyForcibly().waitFor();
        Loader.run(root, namespace, "start").check();
        assertEquals(clean, state(namespace), "after kill " + i);
      }
    }
  }

  /** Rules that nft wrote into the table of iptables are not shown by iptables-save. */
  @Test
  void rulesOfNftInTheTableNatAreReset() throws IOException {
    try (Namespace namespace = Namespace.with(List.of())) {
      Loader.write(root, RealFirewall.IPTABLES, OLD);
      String old =
          """
          table ip nat { chain mine { type nat hook prerouting priority -100; tcp dport 81 \
          meta mark set ct mark map { 1 : 2 } dnat to 172.16.10.9 : 80; }; }
          """;
      namespace.run("nft", old).check();
      Loader.run(root, namespace, "start").check();
      String tables = namespace.run("nft", "list", "ruleset").check().output();
      assertTrue(!tables.contains("172.16.10.9"), tables);
      assertTrue(tables.contains("snat to 203.0.113.2"), tables);
    }
  }

  /** All rules and sets of both families, without counters. */
  private static String state(Namespace namespace) {
    String four = namespace.run("iptables-save").output();
    String six = namespace.run("ip6tables-save").output();
    String nft = namespace.run("nft", "-s", "list", "ruleset").check().output();
    String sets = namespace.run("ipset", "save", "-sorted").check().output();
    String saved = (four + six).replaceAll("(?m)^#.*\n", "").replaceAll("\\[\\d+:\\d+]", "");
    return saved + nft + sets.replaceAll(" initval \\w+", "");
  }
}
