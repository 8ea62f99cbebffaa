package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.SiteText;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.loader.LoaderBackend;
import org.labwall.project.Node;

/** The units of a machine, as systemd reads them. */
class SystemdUnitsIT {
  private static final Path UNITS = Path.of("/lib/systemd/system");
  private static final String PAIR =
      """
      ROLE master rt1, backup rt2
      VRRP START
      DEV staff eth0 172.16.10.0/24 172.16.10.2-172.16.10.3-172.16.10.1-10
      allow from staff to self tcp/22
      """;

  @TempDir Path root;

  @Test
  void systemdFindsNothingWrong() throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/usr/bin/systemd-analyze")), "systemd is not installed");
    assumeTrue(Files.exists(UNITS.resolve("keepalived.service")), "keepalived is not installed");
    assumeTrue(Files.exists(UNITS.resolve("nftables.service")), "nftables is not installed");
    Node node = SiteText.nodes(PAIR).get(0);
    for (OutputFile file : new LoaderBackend(Firewall.IPTABLES).files(node)) {
      write(file.path(), file.content());
    }
    for (String unit :
        List.of(
            "keepalived.service",
            "nftables.service",
            "network-pre.target",
            "sysinit.target",
            "local-fs.target")) {
      write("usr/lib/systemd/system/" + unit, Files.readString(UNITS.resolve(unit)));
    }
    for (String program :
        List.of("usr/sbin/keepalived", "usr/sbin/nft", "usr/bin/kill", "bin/kill")) {
      write(program, "#!/bin/sh\n");
    }
    Process analyze =
        new ProcessBuilder(
                "systemd-analyze",
                "verify",
                "--root=" + root,
                "labwall-firewall.service",
                "nftables.service",
                "keepalived.service")
            .redirectErrorStream(true)
            .start();
    String said = new String(analyze.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, analyze.waitFor(), said);
    // Units that are not copied are missed; what it says of ours would be an error in them.
    assertEquals(0, said.lines().filter(it -> it.contains("labwall")).count(), said);
  }

  private void write(String name, String content) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    Files.setPosixFilePermissions(
        path,
        PosixFilePermissions.fromString(content.startsWith("#!") ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
