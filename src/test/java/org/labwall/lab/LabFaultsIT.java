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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.compiler.Compiler;
import org.labwall.model.Site;
import org.labwall.real.Namespace;

/** Labs that cannot be: what is wrong is said, and nothing of them stays. */
class LabFaultsIT {
  private static final String SOURCE = LabSites.PAIR;

  private final String lab = "fault" + ProcessHandle.current().pid();

  @TempDir private Path directory;

  @BeforeEach
  void assumeUsable() {
    Namespace.assumeUsable("ip", "keepalived", "iptables-restore", "ipset", "ifup");
  }

  @AfterEach
  void leavesNothing() throws Exception {
    if (!LabRun.traces(lab).isEmpty()) {
      LabRun.run("down", lab).check();
    }
    assertEquals(List.of(), LabRun.traces(lab));
  }

  private String source(String text) throws Exception {
    return Files.writeString(directory.resolve("site.lw"), text).toString();
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    assertSays("down", "No lab `" + lab + "` is running.", lab);
    LabRun.run("up", source(SOURCE), "--name", lab).check();
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

  /** What {@code up} says where a shell has changed something for it, in namespaces of its own. */
  private void assertUpSays(String namespaces, String change, String... sentences)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("unshare"));
    command.addAll(List.of(namespaces.split(" ")));
    command.addAll(List.of("sh", "-c", change + " && exec \"$@\"", "sh"));
    command.addAll(LabRun.command("up", source(SOURCE), "--name", lab));
    LabRun.Result result = LabRun.end(command);
    assertEquals(1, result.status(), result.output());
    for (String sentence : sentences) {
      assertTrue(result.output().contains(sentence), result.output());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"8k", "32k", "80k"})
  void aFullDiskIsSaid(String size) throws Exception {
    String place = LabDirectory.ROOT.toString();
    assertUpSays(
        "--mount",
        "mkdir -p " + place + " && mount -t tmpfs -o size=" + size + " full " + place,
        "Cannot make the lab in `" + place,
        "No space left on device");
  }

  @Test
  void whoIsNotRootIsTold() throws Exception {
    assertUpSays("--user", ":", "error[LW100]: Only root can use a lab.");
  }

  @Test
  void aMachineWithoutNamespacesIsTold() throws Exception {
    assertUpSays(
        "--user --map-root-user",
        "echo 0 >/proc/sys/user/max_net_namespaces",
        "error[LW100]: This machine lets no namespaces be made.",
        "unshare");
  }

  @Test
  void aMissingPackageIsNamed() throws Exception {
    assertUpSays(
        "--mount",
        "mount --bind /dev/null \"$(readlink -f \"$(command -v keepalived)\")\"",
        "error[LW100]: This machine has no `keepalived`.",
        "`apt install keepalived` installs what is missing.");
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
        LabPlanner.plan(site, lab, false),
        LabFiles.of(OutputTree.of(files)),
        Optional.empty(),
        it -> {});
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
