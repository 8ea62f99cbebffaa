package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.labwall.Sites;
import org.labwall.backend.Backend;
import org.labwall.backend.OutputFile;
import org.labwall.backend.interfaces.InterfacesBackend;
import org.labwall.backend.iptables.IptablesBackend;
import org.labwall.backend.keepalived.KeepalivedBackend;
import org.labwall.backend.nftables.NftablesBackend;
import org.labwall.backend.sysctl.SysctlBackend;
import org.labwall.filter.Style;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.opentest4j.AssertionFailedError;

/** Real programs read every tree that a golden case holds, and those of sites made by hand. */
@Execution(ExecutionMode.CONCURRENT)
class RealProgramsIT {
  private static final Path GOLDEN = Path.of("golden", "ok");
  private static final String[] PROGRAMS = {
    "ip", "ifup", "ifquery", "keepalived", "sysctl", "iptables-restore", "nft"
  };

  @TempDir Path scratch;

  @TestFactory
  Stream<DynamicTest> ofGoldenCases() {
    return tests(RoleTree.below(GOLDEN));
  }

  @TestFactory
  Stream<DynamicTest> ofSitesMadeByHand() throws IOException {
    write(scratch.resolve("sites/classic"), Sites.classic());
    write(scratch.resolve("sites/dual-stack"), Sites.dualStack());
    write(scratch.resolve("sites/campus"), Sites.campus());
    write(scratch.resolve("sites/single"), Sites.single());
    return tests(RoleTree.below(scratch.resolve("sites")));
  }

  /** Without this the others could pass for want of eyes. */
  @Test
  void complaintsAreSeen() throws IOException {
    Namespace.assumeUsable(PROGRAMS);
    Path directory = scratch.resolve("sites/bad");
    write(directory, Sites.classic());
    RoleTree tree = new RoleTree(directory.resolve("master"));
    String good = Files.readString(tree.keepalived());
    Files.writeString(tree.keepalived(), good.replace("        INTER\n", ""));
    assertThrows(AssertionFailedError.class, () -> check(tree), "a group of one");
    Files.writeString(tree.keepalived(), good.replace("    max_auto_priority -1\n", ""));
    assertThrows(AssertionFailedError.class, () -> check(tree), "seen in its log only");
    Files.writeString(tree.keepalived(), good);
    String rules = Files.readString(tree.rules4());
    Files.writeString(tree.rules4(), rules.replaceFirst("-j DROP", "-j nowhere"));
    assertThrows(AssertionError.class, () -> check(tree), "seen by a real load only");
    Files.writeString(tree.rules4(), rules);
    String filter = Files.readString(tree.nftables());
    Files.writeString(tree.nftables(), filter.replaceFirst(" drop ", " jump nowhere "));
    assertThrows(AssertionError.class, () -> check(tree), "seen by nft");
    Files.writeString(tree.nftables(), filter);
    String interfaces = Files.readString(tree.interfaces());
    Files.writeString(
        tree.interfaces(), interfaces.replace("gateway 10.1.1.1", "gateway 10.1.1.300"));
    assertThrows(AssertionError.class, () -> check(tree), "seen by a real ifup only");
  }

  private Stream<DynamicTest> tests(List<RoleTree> trees) {
    Namespace.assumeUsable(PROGRAMS);
    assertFalse(trees.isEmpty());
    return trees.stream().map(tree -> DynamicTest.dynamicTest(tree.name(), () -> check(tree)));
  }

  private void check(RoleTree tree) throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(scratch, "run");
    try (Namespace namespace = Namespace.with(tree.links())) {
      if (Files.exists(tree.sysctl())) {
        namespace.run("sysctl", "-q", "-p", tree.sysctl().toString()).check();
      }
      if (Files.exists(tree.interfaces())) {
        Ifupdown.check(tree, namespace, own);
      }
      if (Files.exists(tree.keepalived())) {
        Keepalived.check(tree, namespace, own);
      }
      Iptables.check(tree, namespace);
      Nftables.check(tree, namespace);
    }
  }

  private static void write(Path directory, Site site) throws IOException {
    List<Backend> backends =
        List.of(
            new InterfacesBackend(),
            new KeepalivedBackend(),
            new SysctlBackend(),
            new IptablesBackend(Style.WITH_SETS),
            new NftablesBackend(Style.WITH_MAPS));
    for (Node node : Projector.nodes(site)) {
      List<OutputFile> files = new ArrayList<>();
      backends.forEach(backend -> files.addAll(backend.files(node)));
      for (OutputFile file : files) {
        Path path = directory.resolve(node.role().name()).resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.content());
      }
    }
  }
}
