package org.labwall.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** Machines of a site that are no routers, and run several daemons of a kind: real OpenVPN. */
class LabDaemonsIT {
  private static final String SOURCE =
      LabSites.PAIR
          + """
          ROLE vpn1 vpn1.demo.fr {
              VLAN staff eth0 172.16.10.12
              allow from internet to self openvpn
          }
          """;

  private static final String SERVER =
      """
      mode server
      tls-server
      dev tap-%1$s
      dev-type tap
      proto udp
      port %2$d
      keepalive 10 60
      dh none
      verb 3
      <ca>
      %3$s</ca>
      <cert>
      %3$s</cert>
      <key>
      %4$s</key>
      """;

  private final String lab = "vpn" + ProcessHandle.current().pid();

  @TempDir private Path directory;

  @BeforeEach
  void assumeUsable() {
    Namespace.assumeUsable(
        "ip", "keepalived", "iptables-restore", "ipset", "ifup", "openvpn", "openssl");
  }

  @AfterEach
  void leavesNothing() throws Exception {
    if (!LabRun.traces(lab).isEmpty()) {
      LabRun.run("down", lab).check();
    }
    assertEquals(List.of(), LabRun.traces(lab));
  }

  /** A lab in which `vpn1` has a server of OpenVPN for each name, on the ports from 1110. */
  private void up(String options, String... names) throws Exception {
    Site site = LabSites.site(SOURCE);
    Path key = directory.resolve("key.pem");
    Path certificate = directory.resolve("cert.pem");
    List<String> openssl =
        List.of("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes".split(" "));
    List<String> command = new ArrayList<>(openssl);
    command.addAll(List.of("-subj", "/CN=vpn1", "-days", "2"));
    command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
    LabRun.end(command).check();
    List<OutputFile> files =
        new ArrayList<>(Compiler.tree(site, Firewall.IPTABLES).files().values());
    for (int i = 0; i < names.length; i++) {
      String content =
          SERVER.formatted(
              names[i], 1110 + i, Files.readString(certificate), Files.readString(key));
      files.add(new OutputFile("vpn1/etc/openvpn/server/" + names[i] + ".conf", options + content));
    }
    LabBuilder.up(
        LabPlanner.plan(site, lab, false),
        LabFiles.of(OutputTree.of(files)),
        Optional.empty(),
        it -> {});
  }

  @Test
  void oneRunsForEachFileAndIsSeenToEndByItself() throws Exception {
    up("", "staff", "lab");
    assertShows("vpn1, openvpn@lab, openvpn@staff\n");
    String sockets = LabRun.run("exec", "--name", lab, "vpn1", "--", "ss", "-lun").check();
    assertTrue(sockets.contains(":1110 ") && sockets.contains(":1111 "), sockets);
    LabRun.run("exec", "--name", lab, "vpn1", "--", "pkill", "-f", "config lab.conf").check();
    assertShows("vpn1, no openvpn@lab, openvpn@staff\n");
    String log = LabRun.run("log", "--name", lab, "vpn1").check();
    assertTrue(log.contains("Initialization Sequence Completed"), log);
    LabRun.run("fail", "--name", lab, "vpn1").check();
    assertShows("vpn1, off, no openvpn@lab, no openvpn@staff, failed: power\n");
    LabRun.run("heal", "--name", lab).check();
    assertShows("vpn1, openvpn@lab, openvpn@staff\n");
  }

  private void assertShows(String line) throws Exception {
    String status = "";
    for (int i = 0; i < 10; i++) {
      status = LabRun.run("status", lab).check();
      if (status.contains("\n" + line)) {
        return;
      }
    }
    throw new AssertionError(status);
  }

  @Test
  void oneThatDiesIsQuoted() {
    LabException failure = assertThrows(LabException.class, () -> up("no-such-option\n", "staff"));
    assertEquals("`openvpn@staff` on `vpn1` ended with status 1.", failure.diagnostic().message());
    assertTrue(
        failure.diagnostic().hint().orElseThrow().contains("no-such-option"),
        () -> failure.diagnostic().toString());
  }
}
