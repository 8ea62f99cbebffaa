package org.labwall.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.real.Namespace;

/**
 * Runs the commands that pages show, in their order, on the site that each shows; they see no other
 * lab of the machine.
 */
class LabDocsIT {
  private static final String END_OF_BLOCK = "=== end of block ===";
  private static final int LONGEST_SECONDS = 180;

  @TempDir private Path directory;

  @Test
  void theLabIsAsItsPageShowsIt() throws Exception {
    Namespace.assumeUsable("ip", "keepalived", "iptables-restore", "ifup", "ping", "tcpdump");
    follow(Page.read(Path.of("docs", "lab.md")));
  }

  @Test
  void theVpnComesUpAsItsPageShowsIt() throws Exception {
    Namespace.assumeUsable(
        "ip", "iptables-restore", "ifup", "ping", "openssl", "openvpn", "squid", "freeradius");
    Namespace.assumeUsable("radclient", "logger", "busybox");
    follow(Page.read(Path.of("docs", "vpn.md")));
  }

  private void follow(Page page) throws Exception {
    Page.Block source =
        page.blocks().stream()
            .filter(it -> it.value("name").equals("docs"))
            .findFirst()
            .orElseThrow();
    Path place = Files.createDirectory(directory.resolve("docs"));
    Files.writeString(place.resolve("site.lw"), source.text());
    List<Page.Block> sessions = page.blocks().stream().filter(it -> it.is("lab")).toList();
    Files.writeString(place.resolve("session"), script(sessions));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder("unshare", "--mount", "sh", "session")
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("it does not end:\n" + Files.readString(output));
    }
    String[] printed = Files.readString(output).split(END_OF_BLOCK + "\n", -1);
    for (int i = 0; i < sessions.size(); i++) {
      DocsTest.assertShows(sessions.get(i), printed[i]);
    }
  }

  private static String script(List<Page.Block> sessions) {
    StringBuilder script = new StringBuilder();
    script.append("mkdir -p /run/labwall && mount -t tmpfs docs /run/labwall || exit\n");
    script.append("trap '[ ! -e /run/labwall/lab/docs ] || labwall lab down' EXIT\n");
    script.append(
        "labwall() { '%s' -cp '%s' org.labwall.cli.Main \"$@\"; }\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    for (Page.Block session : sessions) {
      session
          .text()
          .lines()
          .filter(it -> it.startsWith("$ "))
          .map(it -> it.substring(2))
          .forEach(it -> script.append("echo '$ %s'\n%s\n".formatted(it, it)));
      script.append("echo '").append(END_OF_BLOCK).append("'\n");
    }
    return script.toString();
  }
}
