package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that loads filters, in a namespace of its own. */
@Execution(ExecutionMode.CONCURRENT)
class LoaderIT {
  private static final String SITE =
      """
      ROLE router rt
      DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
      DEV staff eth0 172.16.10.0/24 172.16.10.1 inet6 2001:db8:10::/64 ::1
      """;
  private static final String TRANSLATED =
      SITE + "masquerade from staff to internet\nforward tcp/81 on internet to 172.16.10.9\n";
  private static final String OLD = TRANSLATED + "allow from staff to self tcp/22\n";
  private static final String NEW = TRANSLATED + "allow from staff to self tcp/23\n";

  @TempDir Path root;

  @BeforeEach
  void needs() {
    Namespace.assumeUsable("ip", "iptables-nft-restore", "nft", "unshare", "flock", "setsid");
  }

  @ParameterizedTest
  @EnumSource
  void startLoadsWhatTestAllows(RealFirewall firewall) throws IOException {
    write(firewall, OLD);
    try (Namespace namespace = Namespace.with(List.of())) {
      String nothing = state(namespace);
      assertEquals(0, run(namespace, "test").status());
      assertEquals(nothing, state(namespace));
      Namespace.Result started = run(namespace, "start");
      assertEquals("", started.check().output());
      String old = state(namespace);
      assertTrue(old.contains("dport 22"), old);
      write(firewall, NEW);
      run(namespace, "start").check();
      assertEquals(old.replace("dport 22", "dport 23"), state(namespace));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBadFileChangesNothing(RealFirewall firewall) throws IOException {
    write(firewall, OLD);
    try (Namespace namespace = Namespace.with(List.of())) {
      run(namespace, "start").check();
      String old = state(namespace);
      write(firewall, NEW);
      // The last that is loaded, and a mistake that iptables' own test does not see.
      Path file = firewall == RealFirewall.IPTABLES ? tree().rules4() : tree().nftables();
      String good = Files.readString(file);
      String accept = firewall == RealFirewall.IPTABLES ? "-j ACCEPT" : " accept ";
      List<String> bad =
          List.of(
              "",
              good.substring(0, good.length() - 8),
              good.replace(accept, accept.replaceAll("(?i)accept", "nowhere")),
              good.replaceAll("(to|--to-destination) 172.16.10.9", "$1 172.16.10.900"),
              good.replace("-j DNAT --to-destination", "-j SNAT --to-source")
                  .replace("dnat to", "snat to"),
              good.replaceFirst("(-g|goto) forwards-1", "$1 nowhere"),
              good + "nonsense\n");
      for (String text : bad) {
        Files.writeString(file, text);
        for (String command : List.of("test", "start")) {
          Namespace.Result result = run(namespace, command);
          assertEquals(1, result.status(), result.toString());
          assertTrue(result.output().endsWith("labwall-firewall: nothing was changed.\n"));
          assertEquals(old, state(namespace));
        }
      }
      Files.delete(file);
      assertEquals(1, run(namespace, "start").status());
      assertEquals(old, state(namespace));
    }
  }

  @ParameterizedTest
  @EnumSource
  void stopAndPanicClose(RealFirewall firewall) throws IOException {
    write(firewall, OLD);
    try (Namespace namespace = Namespace.with(List.of("eth0"));
        Namespace neighbour = Namespace.with(List.of())) {
      namespace.plug(0, neighbour, "eth0");
      namespace.run("ip", "address", "add", "172.16.10.1/24", "dev", "eth0").check();
      namespace.run("ip", "address", "add", "2001:db8:10::1/64", "dev", "eth0").check();
      neighbour.run("ip", "address", "add", "172.16.10.9/24", "dev", "eth0").check();
      neighbour.run("ip", "address", "add", "2001:db8:10::9/64", "dev", "eth0").check();
      for (String address : List.of("172.16.10.", "2001:db8:10::")) {
        run(namespace, "stop").check();
        assertTrue(reaches(namespace, address + "9"), "self");
        assertFalse(reaches(neighbour, address + "1"), "others");
        assertTrue(reaches(namespace, address + "1"), "loopback");
        run(namespace, "panic").check();
        assertFalse(reaches(namespace, address + "9"), "self");
        assertFalse(reaches(neighbour, address + "1"), "others");
        assertTrue(reaches(namespace, address + "1"), "loopback");
      }
      run(namespace, "start").check();
      assertTrue(reaches(namespace, "172.16.10.9"));
      // What is closed for want of networks is not opened by stopping.
      write(firewall, SITE.replace(" inet6 2001:db8:10::/64 ::1", ""));
      run(namespace, "stop").check();
      assertTrue(reaches(namespace, "172.16.10.9"));
      assertFalse(reaches(namespace, "2001:db8:10::9"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void translationsGoWithTheirPolicy(RealFirewall firewall) throws IOException {
    try (Namespace namespace = Namespace.with(List.of())) {
      for (String last : List.of("start", "stop", "panic")) {
        write(firewall, OLD);
        run(namespace, "start").check();
        assertTrue(isTranslated(namespace));
        write(firewall, SITE + "allow from staff to self tcp/22\n");
        run(namespace, last).check();
        assertFalse(isTranslated(namespace), last);
      }
    }
  }

  private static boolean isTranslated(Namespace namespace) {
    return Pattern.compile("(?i)dnat|snat").matcher(state(namespace)).find();
  }

  @ParameterizedTest
  @EnumSource
  void othersTablesOfNftStay(RealFirewall firewall) throws IOException {
    write(firewall, OLD);
    try (Namespace namespace = Namespace.with(List.of())) {
      namespace.run("nft", "add table inet other; add chain inet other mine").check();
      for (String command : List.of("start", "stop", "panic", "start")) {
        run(namespace, command).check();
        namespace.run("nft", "list", "chain", "inet", "other", "mine").check();
      }
    }
  }

  @Test
  void tablesOfAnOlderPolicyAreReset() throws IOException {
    write(RealFirewall.NFTABLES, OLD);
    try (Namespace namespace = Namespace.with(List.of())) {
      run(namespace, "start").check();
      write(RealFirewall.IPTABLES, NEW);
      namespace.run("iptables", "-t", "nat", "-A", "POSTROUTING", "-j", "MASQUERADE").check();
      namespace.run("iptables", "-t", "mangle", "-P", "FORWARD", "DROP").check();
      namespace.run("ip6tables", "-t", "raw", "-N", "mine").check();
      run(namespace, "start").check();
      String state = state(namespace);
      assertFalse(state.contains("MASQUERADE"), state);
      assertFalse(state.contains(":mine"), state);
      assertFalse(state.contains("dport 22"), state);
      assertTrue(state.contains("dport 23"), state);
      String mangle = namespace.run("iptables-save", "-t", "mangle").check().output();
      assertTrue(mangle.contains(":FORWARD ACCEPT"), mangle);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "stop", "panic"})
  void whatIptablesHadGoesWhenNftablesTakesOver(String last) throws IOException {
    write(RealFirewall.IPTABLES, withSets());
    try (Namespace namespace = Namespace.with(List.of())) {
      run(namespace, "start").check();
      assertTrue(namespace.run("ipset", "list", "-n").check().output().contains("lw-"));
      run(namespace, last).check();
      write(RealFirewall.NFTABLES, NEW);
      assertEquals("", run(namespace, "start").check().output());
      for (String save : List.of("iptables-save", "ip6tables-save")) {
        String left = namespace.run(save).check().output();
        assertFalse(Pattern.compile("(?m)^-A|^:\\w+ DROP").matcher(left).find(), left);
      }
      assertEquals("", namespace.run("ipset", "list", "-n").check().output());
      assertTrue(state(namespace).contains("tcp dport 23"), state(namespace));
      assertTrue(isTranslated(namespace));
    }
  }

  /** A source with enough rules for sets. */
  private static String withSets() {
    StringBuilder many = new StringBuilder(OLD);
    for (int i = 1; i < 60; i++) {
      many.append("allow from 172.16.10." + 2 * i + " to 198.51.100.7 tcp/" + i + "\n");
    }
    return many.toString();
  }

  @Test
  void withoutIpsetAllCanBeClosed() throws IOException {
    write(RealFirewall.IPTABLES, withSets());
    String hidden = "mount --bind /dev/null $(command -v ipset); exec " + script() + " $1";
    try (Namespace namespace = Namespace.with(List.of())) {
      String root = "LABWALL_ROOT=" + this.root;
      for (String command : List.of("start", "test", "stop", "panic")) {
        String before = state(namespace);
        Namespace.Result result =
            namespace.run("env", root, "unshare", "--mount", "sh", "-c", hidden, "sh", command);
        boolean needed = command.equals("start") || command.equals("test");
        assertEquals(needed ? 1 : 0, result.status(), result.toString());
        assertEquals(needed, result.output().contains("ipset is not installed"), result.output());
        assertEquals(needed, before.equals(state(namespace)), command);
      }
    }
  }

  /** What somebody else gave to iptables is none of nftables' business. */
  @Test
  void othersRulesOfIptablesStay() throws IOException {
    write(RealFirewall.NFTABLES, OLD);
    try (Namespace namespace = Namespace.with(List.of())) {
      namespace.run("iptables", "-A", "INPUT", "-p", "tcp", "--dport", "99", "-j", "DROP").check();
      run(namespace, "start").check();
      assertTrue(namespace.run("iptables-save").check().output().contains("--dport 99 -j DROP"));
    }
  }

  /** They are loaded, stay out of the way of others, and go with the last rule that needs them. */
  @ParameterizedTest
  @EnumSource
  void helpersComeAndGo(RealFirewall firewall) throws IOException {
    try (Namespace namespace = Namespace.with(List.of())) {
      write(firewall, OLD);
      run(namespace, "start").check();
      write(firewall, SITE + "allow from staff to internet ftp, tftp\n");
      assertEquals("", run(namespace, "start").check().output());
      String state = state(namespace);
      assertTrue(state.matches("(?s).*helper (set )?\"?ftp.*"), state);
      Path file = firewall == RealFirewall.IPTABLES ? tree().rules4() : tree().nftables();
      Files.writeString(file, Files.readString(file).replace("tftp", "no-such-helper"));
      assertEquals(1, run(namespace, "start").status());
      assertEquals(state, state(namespace));
      write(firewall, OLD);
      run(namespace, "start").check();
      assertFalse(state(namespace).contains("helper"), state(namespace));
      assertTrue(state(namespace).contains("dport 22"), state(namespace));
    }
  }

  /** Killed between the families, each of them is old or new; a hang-up ends nothing. */
  @Test
  void noSignalLeavesMoreOpen() throws IOException, InterruptedException {
    write(RealFirewall.IPTABLES, OLD);
    try (Namespace namespace = Namespace.with(List.of())) {
      run(namespace, "start").check();
      String old4 = namespace.run("iptables-save").check().output();
      String old6 = namespace.run("ip6tables-save").check().output();
      write(RealFirewall.IPTABLES, NEW);
      Path waiting = root.resolve("waiting");
      slow("iptables-restore", "touch " + waiting + "; sleep 1", waiting, namespace);
      kill("KILL", namespace, waiting);
      assertEquals(plain(old4), plain(namespace.run("iptables-save").check().output()));
      assertNotEquals(plain(old6), plain(namespace.run("ip6tables-save").check().output()));
      run(namespace, "start").check();
      String all = state(namespace);
      write(RealFirewall.IPTABLES, OLD);
      Files.delete(waiting);
      slow("iptables-restore", "touch " + waiting + "; sleep 1", waiting, namespace);
      kill("HUP", namespace, waiting);
      assertEquals(all.replace("dport 23", "dport 22"), state(namespace));
    }
  }

  @Test
  void aWrongCommandLineIsTwo() throws IOException {
    write(RealFirewall.IPTABLES, OLD);
    try (Namespace namespace = Namespace.with(List.of())) {
      assertEquals(2, run(namespace, "strat").status());
      assertEquals(2, run(namespace, "start", "now").status());
      assertEquals(2, run(namespace).status());
      assertEquals(0, run(namespace, "--help").status());
    }
  }

  /** Puts a program in front of a real one that waits before it really loads something. */
  private void slow(String program, String wait, Path waiting, Namespace namespace)
      throws IOException {
    String place = namespace.run("readlink", "/proc/self/ns/net").check().output().strip();
    Path wrapper = Files.createDirectories(root.resolve("slow")).resolve(program);
    String script =
        """
        #!/bin/sh
        case "$*" in
          *--test*) ;;
          *) [ "$(readlink /proc/self/ns/net)" != "%s" ] || {
              [ -e %s ] || { %s; }
            } ;;
        esac
        exec /usr/sbin/%s "$@"
        """;
    Files.writeString(wrapper, script.formatted(place, waiting, wait, program));
    Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Sends a signal to the script, once the slow program waits, and sees the script end. */
  private void kill(String signal, Namespace namespace, Path waiting)
      throws IOException, InterruptedException {
    String path = "PATH=" + root.resolve("slow") + ":/usr/sbin:/usr/bin:/sbin:/bin";
    Process script =
        namespace.start(
            root.resolve("log"), "env", path, "LABWALL_ROOT=" + root, script(), "start");
    while (!Files.exists(waiting)) {
      assertTrue(script.isAlive(), () -> "the script has ended");
      LockSupport.parkNanos(5_000_000);
    }
    // "ip netns exec" and "env" become the script.
    namespace.run("kill", "-" + signal, "" + script.pid()).check();
    int status = script.waitFor();
    if (signal.equals("HUP")) {
      assertEquals(0, status, Files.readString(root.resolve("log")));
    } else {
      assertNotEquals(0, status);
      // What it started is not the script, and has nothing to read.
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** Whether a connection is answered, for nobody listens by a refusal. */
  private static boolean reaches(Namespace from, String address) {
    String connect = ": </dev/tcp/" + address + "/9";
    return from.run("timeout", "0.6", "bash", "-c", connect).status() != 124;
  }

  private Namespace.Result run(Namespace namespace, String... arguments) {
    return Loader.run(root, namespace, arguments);
  }

  private String script() {
    return Loader.script(root);
  }

  private RoleTree tree() {
    return new RoleTree(root);
  }

  /** All rules of both families and both programs, without counters and times. */
  private static String state(Namespace namespace) {
    String four = namespace.run("iptables-save").output();
    String six = namespace.run("ip6tables-save").output();
    String nft = namespace.run("nft", "-s", "list", "ruleset").check().output();
    return plain(four + six) + nft;
  }

  private static String plain(String saved) {
    return saved.replaceAll("(?m)^#.*\n", "").replaceAll("\\[\\d+:\\d+]", "");
  }

  private void write(RealFirewall firewall, String source) throws IOException {
    Loader.write(root, firewall, source);
  }
}
