package org.labwall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServicesCommandTest {
  private String out = "";
  private String err = "";

  @Test
  void eachIsListedInALine() {
    assertEquals(0, run());
    assertEquals("", err);
    for (String line : List.of("https +tcp/443 +Web .*", "dns_resolver\\(clients, .*\\) +Na.*")) {
      assertTrue(out.lines().anyMatch(it -> it.matches(line)), line);
    }
    assertTrue(out.lines().noneMatch(it -> it.endsWith(" ")), out);
  }

  @Test
  void aNameShowsAllAboutOne() {
    assertEquals(0, run("samba"));
    String line = out.strip().replaceFirst("(?s).*:", "");
    assertEquals(
        """
        samba
          All that servers of Windows files offer, old clients included.
          members   netbios-ns, netbios-dgm, netbios-ssn, microsoft-ds
          means     udp/137 (helper netbios-ns), udp/138, tcp/139, tcp/445
          declared  stdlib/files.lw:%s
        """
            .formatted(line),
        out);
    assertEquals(List.of("dns_resolver(clients,"), found("dns_resolver"));
    assertTrue(out.contains("\n    MACRO dns_resolver(clients, "), out);
  }

  @Test
  void aPartOfANameAndAPortFindWhatHasThem() {
    assertEquals(List.of("imap", "imaps", "imap2"), found("ima"));
    assertEquals(List.of("imaps"), found("IMAPS"));
    assertEquals(List.of("rdp", "ms-wbt-server"), found("udp/3389"));
    assertEquals(List.of("rdp", "ms-wbt-server"), found("3389"));
    assertEquals(List.of("vnc", "spice", "ard"), found("tcp/5900-5905"));
    assertEquals(List.of("ping"), found("icmp/8"));
    assertEquals(List.of("esp", "ipsec"), found("proto/50"));
  }

  @Test
  void whatIsNotThereIsOne() {
    assertEquals(1, run("htps"));
    assertEquals("", out);
    assertEquals("labwall: No service or macro has `htps`. Did you mean `https`?\n", err);
    assertEquals(1, run("tcp/5"));
    assertTrue(err.startsWith("labwall: No service or macro has `tcp/5`."), err);
    assertEquals(1, run("tcp/99999"));
    assertTrue(err.startsWith("labwall: A port "), err);
    assertEquals(1, run(""));
    assertEquals(2, run("ssh", "https"));
    assertEquals(2, run("--format", "sarif"));
  }

  @Test
  void programsGetJson() {
    JsonObject service = first("services", "netbios-ns");
    assertEquals("[\"udp/137\"]", service.get("members").toString());
    assertEquals(
        "[{\"service\":\"udp/137\",\"helper\":\"netbios-ns\"}]", service.get("packets").toString());
    assertEquals(
        "{\"name\":\"upstream\",\"value\":\"any\"}",
        first("macros", "dns_resolver").getAsJsonArray("parameters").get(2).toString());
  }

  private JsonObject first(String kind, String name) {
    assertEquals(0, run(name, "--format", "json"), err);
    JsonObject all = JsonParser.parseString(out).getAsJsonObject();
    return all.getAsJsonArray(kind).get(0).getAsJsonObject();
  }

  /** The first words of the lines that are found, or of what is shown as a whole. */
  private List<String> found(String wanted) {
    assertEquals(0, run(wanted), err);
    return out.lines().filter(it -> it.matches("\\w.*")).map(it -> it.split(" ", 2)[0]).toList();
  }

  private int run(String... arguments) {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            results,
            complaints,
            FileSystems.getDefault(),
            Map.of(),
            false,
            false);
    String[] command =
        Stream.concat(Stream.of("services"), Stream.of(arguments)).toArray(String[]::new);
    int status = Main.run(command, console);
    out = results.toString(StandardCharsets.UTF_8);
    err = complaints.toString(StandardCharsets.UTF_8);
    return status;
  }
}
