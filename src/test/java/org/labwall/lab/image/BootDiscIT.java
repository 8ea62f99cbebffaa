package org.labwall.lab.image;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.labwall.Sites;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.compiler.Compiler;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlanner;
import org.labwall.lab.vm.VdeExport;
import org.labwall.model.Site;
import org.labwall.real.Namespace;
import org.labwall.real.VirtualMachine;

/** A router boots from a CD, as in 2009, by the script that `lab export` writes. */
@Execution(ExecutionMode.CONCURRENT)
class BootDiscIT {
  private static final int ATTEMPTS = 3000;
  private static final int PAUSE_MILLIS = 100;

  @TempDir private Path directory;

  @Test
  void aRouterBootsFromACd() throws Exception {
    VirtualMachine.assumeUsable();
    Namespace.assumeUsable("grub-mkrescue", "xorriso");
    Site site = Sites.classic();
    OutputTree tree = Compiler.tree(site, Firewall.IPTABLES);
    BootKernel kernel = BootKernel.find(Path.of("/"), BootKernel.Purpose.VIRTUAL);
    BootImage image = BootImage.of("rt1", tree.below("master"), kernel, List.of());
    Path disc = directory.resolve("rt1.iso");
    LabPlan plan = LabPlanner.plan(site, "classic", false);
    for (OutputFile file : VdeExport.files(plan)) {
      Files.writeString(directory.resolve(file.path()), file.content());
    }
    String script = Files.readString(directory.resolve("vm-master.sh"));
    String append = script.replaceFirst("(?s).*--append '([^']*)'.*", "$1");
    BootDisc.write(disc, image, true, kernel, append);

    try (Namespace namespace = Namespace.with(List.of())) {
      Path console = directory.resolve("console");
      String run =
          "cd '%s' && sh switch.sh && exec sh vm-master.sh </dev/null".formatted(directory);
      Process process =
          namespace.start(
              console,
              "env",
              "RUN=" + directory.resolve("run"),
              "CDROM=" + disc,
              "ACCEL=tcg",
              "sh",
              "-c",
              run);
      try {
        String said = "";
        for (int i = 0; i < ATTEMPTS && process.isAlive() && !said.contains("ready"); i++) {
          Thread.sleep(PAUSE_MILLIS);
          said = Files.readString(console, StandardCharsets.ISO_8859_1);
        }
        assertTrue(said.contains("rt1 starts") && said.contains(" ready"), said);
        assertTrue(said.contains("interfaces: done"), said);
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        namespace.run("sh", "-c", "kill $(cat '" + directory.resolve("run/pid") + "')");
      }
    }
  }
}
