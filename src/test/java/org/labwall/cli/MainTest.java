package org.labwall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MainTest {
  private static final String SITE =
      """
      ROLE master rt1, backup rt2
      DEV internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3 via 203.0.113.1
      DEV staff    eth0 10.0.0.0/24 10.0.0.2-10.0.0.3
      allow from staff to self ssh
      """;

  private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
  private final Path site = files.getPath("site.lw");
  private String out = "";
  private String err = "";

  @BeforeEach
  void writeSite() throws IOException {
    Files.writeString(site, SITE);
  }

  @Test
  void theVersionIsTheBuilds() {
    assertEquals(0, run("--version"));
    assertTrue(out.matches("labwall \\d+\\.\\d+\\.\\d+\n"), out);
  }

  @Test
  void helpIsAResultAndNoCommandIsAMistake() {
    assertEquals(0, run("--help"));
    assertTrue(out.contains("labwall compile site.lw"), out);
    assertEquals(2, run());
    assertEquals("", out);
    assertTrue(err.contains("Usage: labwall COMMAND"), err);
    for (String command : Commands.words()) {
      assertEquals(0, run((command + " --help").split(" ", -1)), err);
      assertTrue(out.contains("Usage: labwall " + command), out);
      assertTrue(out.contains("  labwall " + command), "an example");
    }
  }

  @Test
  void commandsOfTwoWordsAreListedByTheFirst() {
    assertEquals(0, run("lab", "--help"));
    assertTrue(out.contains("  lab up       Boot the compiled routers"), out);
    assertEquals(2, run("lab"));
    assertTrue(err.contains("  lab down     Remove a lab"), err);
    assertEquals(0, run("vpn", "--help"));
    assertTrue(out.contains("  vpn pki revoke  Take a certificate back"), out);
    assertEquals(2, run("vpn", "pki"));
    assertTrue(err.startsWith("Usage: labwall vpn pki COMMAND\n"), err);
    assertEquals(2, run("vpn", "pki", "revok", "x"));
    assertEquals("labwall: Unknown command `vpn pki revok`. Did you mean `vpn pki revoke`?\n", err);
    assertEquals(2, run("lab", "statsu"));
    assertEquals("labwall: Unknown command `lab statsu`. Did you mean `lab status`?\n", err);
  }

  @Test
  void aWrongCommandLineIsTwo() {
    assertEquals(2, run("compil", "site.lw"));
    assertEquals("labwall: Unknown command `compil`. Did you mean `compile`?\n", err);
    assertEquals(2, run("compile"));
    assertTrue(err.endsWith("See `labwall compile --help`.\n"), err);
    assertEquals(2, run("compile", "site.lw", "other.lw"));
    assertEquals(2, run("compile", "site.lw", "--colour"));
    assertEquals(2, run("check", "site.lw", "--format", "xml"));
    assertEquals(2, run("check", "site.lw", "--date", "yesterday"));
    assertEquals(2, run("check", "site.lw", "--firewall", "pf"));
    assertEquals(2, run("compile", "site.lw", "--role", "mastre"));
    assertEquals("labwall: Unknown role `mastre`. Did you mean `master`?\n", err);
    assertTrue(Files.notExists(files.getPath("out")));
  }

  @Test
  void compileWritesEveryRoleAndSaysNothing() throws IOException {
    assertEquals(0, run("compile", "site.lw"), err);
    assertEquals("", out);
    assertEquals("", err);
    assertTrue(Files.exists(files.getPath("out/master/etc/network/interfaces")));
    assertTrue(Files.exists(files.getPath("out/backup/etc/network/interfaces")));
    assertTrue(Files.readString(files.getPath("out/MANIFEST")).contains("  site.lw\n"));
  }

  @Test
  void thatNoDayIsNamedIsSaidOnce() throws IOException {
    Files.writeString(site, SITE + "allow from staff to internet expires 2027-01-31\n");
    assertEquals(0, run("check", "site.lw"));
    assertTrue(err.startsWith("hint[LW089]: No day is named, so nothing expires.\n"), err);
    assertEquals(0, run("check", "site.lw", "--date", "2026-01-31"));
    assertEquals("", err);
  }

  @Test
  void aPersonIsToldWhatWasDone() {
    Console person =
        new Console(
            InputStreamOf.text(""),
            OutputStream.nullOutputStream(),
            new ByteArrayOutputStream(),
            files,
            Map.of(),
            true,
            true);
    String[] compile = {"compile", "site.lw"};
    assertEquals(0, Main.run(compile, person));
    assertTrue(person.err().toString().matches("out: \\d+ files written\n"));
    assertEquals(0, Main.run(compile, person));
    assertTrue(person.err().toString().endsWith("written\nout: unchanged\n"));
  }

  @Test
  void theFilterIsForOneProgram() throws IOException {
    Path iptables = files.getPath("out/master/etc/iptables/rules.v4");
    Path nftables = files.getPath("out/master/etc/nftables.conf");
    assertEquals(0, run("compile", "site.lw"), err);
    assertTrue(Files.exists(iptables) && Files.notExists(nftables));
    assertEquals(1, run("compile", "site.lw", "--firewall", "nftables", "--check"));
    assertEquals(0, run("compile", "site.lw", "--firewall", "nftables"), err);
    assertTrue(Files.notExists(iptables) && Files.exists(nftables));
    assertEquals(0, run("check", "site.lw", "--firewall", "nftables"), err);
    assertEquals(0, run("compile", "site.lw", "--firewall", "iptables"), err);
    assertTrue(Files.exists(iptables) && Files.notExists(nftables));
  }

  @Test
  void errorsAreOneAndNothingIsWritten() throws IOException {
    Files.writeString(site, SITE + "allow from staf to internet\n");
    assertEquals(1, run("compile", "site.lw"));
    assertTrue(err.startsWith("error[LW012]: "), err);
    assertTrue(err.contains("\n --> site.lw:5:12\n5 | allow from staf to internet\n"), err);
    assertTrue(Files.notExists(files.getPath("out")));
    assertEquals(1, run("compile", "sit.lw"));
    assertEquals("error[LW001]: There is no file `sit.lw`.\nhint: Did you mean `site.lw`?\n", err);
  }

  @Test
  void checkPrintsAUnifiedDifferenceAndWritesNothing() throws IOException {
    assertEquals(1, run("compile", "site.lw", "--check"));
    assertTrue(out.contains("--- a/backup/etc/network/interfaces\n+++ b/backup/etc/"), out);
    assertTrue(Files.notExists(files.getPath("out")));
    run("compile", "site.lw");
    assertEquals(0, run("compile", "site.lw", "--check"));
    assertEquals("", out);
    Path file = files.getPath("out/master/etc/network/interfaces");
    Files.writeString(file, Files.readString(file) + "x");
    assertEquals(1, run("compile", "site.lw", "--check"));
    assertTrue(out.endsWith("\n-x\n\\ No newline at end of file\n"), out);
    assertEquals(0, run("compile", "site.lw", "--check", "--role", "backup"), out);
  }

  @Test
  void aChangeThatReachesNoFileIsNoDifference() throws IOException {
    run("compile", "site.lw");
    Files.writeString(site, SITE + "# a remark\n");
    assertEquals(0, run("compile", "site.lw", "--check"), out);
  }

  @Test
  void oneRoleLeavesTheOthersAsTheyAre() throws IOException {
    run("compile", "site.lw");
    Files.writeString(site, SITE.replace("10.0.0", "10.0.7"));
    assertEquals(0, run("compile", "site.lw", "--role", "backup"), err);
    String path = "/etc/network/interfaces";
    assertTrue(Files.readString(files.getPath("out/backup" + path)).contains("10.0.7.3"));
    assertTrue(Files.readString(files.getPath("out/master" + path)).contains("10.0.0.2"));
    String manifest = Files.readString(files.getPath("out/MANIFEST"));
    assertTrue(manifest.contains("master/etc/network/interfaces"), manifest);
  }

  @Test
  void standardInputIsASource() {
    assertEquals(0, runWith(SITE, "compile", "-", "-o", "here"), err);
    assertTrue(Files.exists(files.getPath("here/master/etc/network/interfaces")));
    assertEquals(1, runWith("NONSENSE\n", "check", "-"));
    assertTrue(err.contains(" --> stdin:1:1\n"), err);
  }

  @Test
  void programsGetTheirFormsOnStandardOutput() throws IOException {
    Files.writeString(site, "NONSENSE\n");
    assertEquals(1, run("check", "site.lw", "--format", "json"));
    assertTrue(out.contains("\"errors\": 1"), out);
    assertEquals("", err);
    assertEquals(1, run("check", "site.lw", "--format", "sarif"));
    assertTrue(out.contains("\"uri\": \"site.lw\""), out);
  }

  @Test
  void whatEndsSoonIsAnnouncedFromTheDayThatIsNamed() throws IOException {
    String[] ending = {"2026-12-31", "2027-01-30", "2027-01-31"};
    StringBuilder source = new StringBuilder(SITE);
    for (int i = 0; i < ending.length; i++) {
      source.append("allow from staff to internet tcp/" + i + " expires " + ending[i] + "\n");
    }
    source.append("masquerade from staff expires 2027-01-05\n");
    Files.writeString(site, source);
    String[] check = {"check", "site.lw", "--date", "2026-12-31", "--expiring", "30"};
    assertEquals(0, run(check));
    assertEquals(3, err.split("warning\\[LW092]", -1).length - 1, err);
    assertTrue(err.contains("rule ends soon: its last day is 2026-12-31."), err);
    assertTrue(err.contains("rule ends soon: its last day is 2027-01-30."), err);
    assertTrue(err.contains("translation ends soon: its last day is 2027-01-05."), err);
    check[5] = "0";
    assertEquals(0, run(check));
    assertEquals(1, err.split("warning\\[LW092]", -1).length - 1, err);
    assertEquals(0, run("check", "site.lw", "--date", "2026-12-31"));
    assertEquals("", err);
    assertEquals(2, run("check", "site.lw", "--expiring", "30"));
    assertTrue(err.contains("say `--date \"$(date -I)\"` for today."), err);
    assertEquals(2, run("check", "site.lw", "--date", "2026-12-31", "--expiring", "-1"));
    assertEquals(2, run("check", "site.lw", "--date", "2026-12-31", "--expiring", "soon"));
    assertEquals(2, run("compile", "site.lw", "--date", "2026-12-31", "--expiring", "30"));
  }

  @Test
  void formattingRewritesOnlyWhatChanges() throws IOException {
    Files.writeString(site, "ROUTE   10.1.0.0/16   VIA 10.0.0.9\n");
    assertEquals(1, run("fmt", "--check", "site.lw"));
    assertTrue(out.startsWith("--- a/site.lw\n+++ b/site.lw\n"), out);
    assertEquals(0, run("fmt", "site.lw"), err);
    assertEquals("ROUTE 10.1.0.0/16 via 10.0.0.9\n", Files.readString(site));
    assertEquals(0, run("fmt", "--check", "site.lw"));
    assertEquals(0, runWith("ROUTE   10.1.0.0/16   VIA 10.0.0.9\n", "fmt", "-"));
    assertEquals("ROUTE 10.1.0.0/16 via 10.0.0.9\n", out);
    Files.writeString(files.getPath("bad.lw"), "{\n");
    Files.writeString(site, "ROUTE   10.1.0.0/16   VIA 10.0.0.9\n");
    assertEquals(1, run("fmt", "site.lw", "bad.lw"));
    assertTrue(Files.readString(site).contains("ROUTE   "));
  }

  @Test
  void aBugIsOneLineAndSeventyWhicheverThreadMeetsIt() {
    IllegalStateException bug = new IllegalStateException("first\nsecond");
    for (RuntimeException thrown : List.of(bug, new CompletionException(bug))) {
      OutputStream broken =
          new OutputStream() {
            @Override
            public void write(int unit) {
              throw thrown;
            }
          };
      ByteArrayOutputStream complaints = new ByteArrayOutputStream();
      Console console =
          new Console(InputStreamOf.text(""), broken, complaints, files, Map.of(), false, false);
      assertEquals(70, Main.run(new String[] {"--help"}, console));
      String said = complaints.toString(StandardCharsets.UTF_8);
      assertEquals(1, said.lines().count(), said);
      assertTrue(said.endsWith("IllegalStateException: first\n"), said);
    }
  }

  @Test
  void manyRulesAreCompiledWhileTheyAreChecked() throws IOException {
    StringBuilder rules = new StringBuilder(SITE);
    for (int i = 0; i < 2_500; i++) {
      rules.append("allow from 10.0.0.%d to internet tcp/%d\n".formatted(10 + i % 200, 1 + i));
    }
    Files.writeString(site, rules);
    assertEquals(0, run("compile", "site.lw"), err);
    assertEquals(0, run("compile", "site.lw", "--check"), err);
    assertEquals("", out);

    Files.writeString(site, rules + "ROUTE 10.9.0.0/16 via 192.0.2.1\n");
    assertEquals(1, run("compile", "site.lw", "-o", "new"));
    assertTrue(err.contains("192.0.2.1"), err);
    assertTrue(Files.notExists(files.getPath("new")));
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFailure() {
    assertEquals(0, Main.run(new String[] {"--help"}, failing("Broken pipe")));
    assertEquals(1, Main.run(new String[] {"--help"}, failing("No space left on device")));
  }

  private Console failing(String message) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int unit) throws IOException {
            throw new IOException(message);
          }
        };
    OutputStream err = new ByteArrayOutputStream();
    return new Console(InputStreamOf.text(""), broken, err, files, Map.of(), false, false);
  }

  private int run(String... args) {
    return runWith("", args);
  }

  private int runWith(String input, String... args) {
    try (ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream complaints = new ByteArrayOutputStream()) {
      Console console =
          new Console(
              InputStreamOf.text(input), results, complaints, files, Map.of(), false, false);
      int code = Main.run(args, console);
      out = results.toString(StandardCharsets.UTF_8);
      err = complaints.toString(StandardCharsets.UTF_8);
      return code;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static final class InputStreamOf {
    static ByteArrayInputStream text(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
