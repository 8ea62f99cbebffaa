package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What keepalived makes of a tree. */
final class Keepalived {
  private static final Pattern TIME =
      Pattern.compile("^\\w{3} \\w{3} [ \\d]\\d [\\d:]{8} \\d{4}: ");

  // Everything else that keepalived says is a complaint.
  private static final Predicate<String> BENIGN =
      Pattern.compile(
              "^("
                  + String.join(
                      "|",
                      "Starting Keepalived v",
                      "Running on Linux ",
                      "Command line: ",
                      "  ",
                      "Opening file ",
                      "Configuration file ",
                      "Starting VRRP child process",
                      "Registering ",
                      "Assigned address ",
                      "Startup complete",
                      "VRRP sockpool: ",
                      "\\(.*\\) (setting|removing) (E-)?VIPs\\.",
                      "\\(.*\\) Entering (BACKUP|MASTER) STATE",
                      "\\(.*\\) Receive advertisement timeout",
                      "\\(.*\\) (Sending/queueing|sent) ",
                      "Sending (gratuitous|unsolicited) ",
                      "Stopping",
                      "Stopped",
                      "CPU usage",
                      // No mail server stands in the namespace.
                      "smtp fd \\d+ returned write error",
                      "SMTP connection ERROR")
                  + ")")
          .asPredicate();

  private Keepalived() {}

  /** Lets keepalived test the file, and run it until its instances wait for each other. */
  static void check(RoleTree tree, Namespace namespace, Path scratch)
      throws IOException, InterruptedException {
    String file = tree.keepalived().toString();
    Namespace.Result test = namespace.run("keepalived", "-t", "-f", file);
    assertEquals(0, test.status(), test::toString);
    assertEquals("", test.output());

    Path log = scratch.resolve("keepalived.log");
    // The test passes over some of what the start complains of.
    Process process =
        namespace.start(
            log,
            "keepalived",
            "--dont-fork",
            "--log-console",
            "--log-detail",
            "--vrrp",
            "-f",
            file,
            "-p",
            scratch.resolve("keepalived.pid").toString(),
            "-r",
            scratch.resolve("vrrp.pid").toString());
    try {
      awaitStart(log, process);
    } finally {
      // It would take a second to say goodbye, and nobody listens here.
      process.destroyForcibly().waitFor();
    }
    List<String> complaints =
        Files.readAllLines(log).stream()
            .map(line -> TIME.matcher(line).replaceFirst(""))
            .filter(line -> !line.isBlank() && !BENIGN.test(line))
            .toList();
    assertEquals(List.of(), complaints);
  }

  /** The sockets are the last thing that it opens; some complaints come just after. */
  private static void awaitStart(Path log, Process process)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!Files.readString(log).contains("VRRP sockpool: ")) {
      assertTrue(process.isAlive(), Files.readString(log));
      assertTrue(System.nanoTime() < end, () -> "keepalived does not start: " + log);
      Thread.sleep(20);
    }
    Thread.sleep(200);
  }
}
