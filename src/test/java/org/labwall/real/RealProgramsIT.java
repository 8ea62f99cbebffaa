package org.labwall.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.Sites;
import org.labwall.backend.Backend;
import org.labwall.backend.OutputFile;
import org.labwall.backend.interfaces.InterfacesBackend;
import org.labwall.backend.keepalived.KeepalivedBackend;
import org.labwall.backend.sysctl.SysctlBackend;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.Projector;

/** Real programs read every tree that a golden case holds, and those of sites made by hand. */
class RealProgramsIT {
  private static final Path GOLDEN = Path.of("golden", "ok");

  @TempDir Path scratch;

  @TestFactory
  Stream<DynamicTest> ofGoldenCases() {
    return tests(RoleTree.below(GOLDEN));
  }

  @TestFactory
  Stream<DynamicTest> ofSitesMadeByHand() throws IOException {
    write(scratch.resolve("sites/classic"), Sites.classic());
    write(scratch.resolve("sites/dual-stack"), Sites.dualStack());
    return tests(RoleTree.below(scratch.resolve("sites")));
  }

  private Stream<DynamicTest> tests(List<RoleTree> trees) {
    Namespace.assumeUsable("ip", "ifup", "ifquery", "keepalived", "sysctl");
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
    }
  }

  private static void write(Path directory, Site site) throws IOException {
    List<Backend> backends =
        List.of(new InterfacesBackend(), new KeepalivedBackend(), new SysctlBackend());
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
