package org.labwall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.compiler.Compilation;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SourceReader;
import org.labwall.lab.Lab;
import org.labwall.lab.LabBuilder;
import org.labwall.lab.LabFiles;
import org.labwall.lab.LabPlanner;
import org.labwall.lab.trial.Fault;
import org.labwall.lab.trial.Trial;
import org.labwall.lab.trial.TrialCase;
import org.labwall.lab.trial.TrialReport;
import org.labwall.real.Namespace;
import org.labwall.real.VirtualMachine;
import org.labwall.trace.TraceText;

/**
 * The examples do in a lab what they say, and a router that does not is found out. Most of the time
 * these labs wait for elections, and so they stand side by side.
 */
@Execution(ExecutionMode.CONCURRENT)
class LabTestIT {
  @TempDir private Path directory;
  private String out = "";

  @BeforeEach
  void needs() {
    Namespace.assumeUsable("ip", "ifup", "keepalived", "iptables-restore", "ipset", "sysctl");
  }

  @Test
  void aVpnThatNobodyHasJoinedIsNoFault() throws IOException {
    Namespace.assumeUsable("openvpn", "openssl");
    Path site =
        Files.writeString(
            directory.resolve(name("vpn") + ".lw"),
            """
            ROLE vpn vpn.example.org {
                DEV internet eth1 203.0.113.0/24 203.0.113.9 via 203.0.113.1
                DEV lan      eth0 10.0.0.0/24 10.0.0.1
                VPN road 10.8.0.0/24 port udp/1194 listen outside
                allow from lan to self ssh
                allow from road to lan
                allow from lan to road
            }
            VPNUSER u1 road
            """);
    assertEquals(0, run(site.toString()), () -> out);
    assertTrue(out.contains("ok    vpn, daemons: openvpn@road"), out);
    assertTrue(out.contains("cannot be seen"), out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "campus"})
  void anExampleDoesWhatItSays(String example) throws IOException {
    Path junit = directory.resolve("report.xml");
    int status =
        run(source(example).toString(), "--name", name(example), "--junit", junit.toString());
    assertEquals(0, status, out);
    assertTrue(Files.readString(junit).contains("<testsuite name=\"master and backup\""));
    assertTrue(out.contains("no address twice") && out.contains("return after failure"), out);
  }

  @Test
  void theClassicExampleDoesWhatItSaysInVirtualMachines() throws IOException {
    VirtualMachine.assumeUsable();
    int status = run(source("classic").toString(), "--vm", "--name", name("vm"));
    assertEquals(0, status, out);
    for (String how : List.of("power", "daemon", "link")) {
      assertTrue(out.contains("return after failure of " + how + ": master is master again"), out);
    }
  }

  @ParameterizedTest
  @CsvSource({"office, lost-uplink.yaml", "three, two-of-three.yaml"})
  void aScenarioIsPlayed(String example, String scenario) {
    int status =
        run(
            source(example).toString(),
            "--name",
            name(example),
            "--scenario",
            source(example).resolveSibling(scenario).toString());
    assertEquals(0, status, out);
  }

  @Test
  void whatARouterDoesOtherwiseIsFoundWithTheLineThatSaysSo() throws IOException {
    Path source = directory.resolve("site.lw");
    Files.writeString(
        source,
        """
        DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
        DEV staff    eth0 172.16.10.0/24 172.16.10.1
        allow from staff to internet http
        allow from staff to self ssh
        masquerade from staff to internet
        """);
    assertEquals(List.of(), failed(source, "", ""));
    Fault closed =
        failed(source, "--dport 80", "--dport 81").stream()
            .filter(
                it ->
                    it.sentence()
                        .matches(
                            "`router` lets 172.16.10.2 port \\d+ -> \\S+ tcp/80 by eth0 pass as"
                                + " 203.0.113.2 -> \\S+ to eth1 by site.lw:3, and it is met"
                                + " nowhere."))
            .findFirst()
            .orElseThrow();
    String trace = TraceText.of(List.of(closed.trace().orElseThrow()));
    assertTrue(trace.contains("line      site.lw:3: allow from staff to internet http\n"), trace);
    assertTrue(trace.contains("-o eth1 -p tcp --dport 80 -m comment"), trace);
    assertTrue(trace.contains("etc/iptables/rules.v4:"), trace);
    assertTrue(
        failed(source, "--to-source 203.0.113.2", "--to-source 203.0.113.9").stream()
            .anyMatch(it -> it.sentence().contains("is met in internet as 203.0.113.9")));
    assertTrue(
        failed(source, "\"no rule\" -j DROP", "\"no rule\" -j ACCEPT").stream()
            .anyMatch(it -> it.sentence().contains("by no rule, and the router gets it")));
  }

  /** The faults of a lab whose files have something in the place of something else. */
  private static List<Fault> failed(Path source, String right, String wrong) throws IOException {
    Compiler.Options options = new Compiler.Options(LocalDate.MIN, false, Firewall.IPTABLES);
    Compilation compilation =
        Compiler.compile(SourceReader.of(source), options, new Diagnostics()).orElseThrow();
    List<OutputFile> files = new ArrayList<>();
    for (OutputFile file : compilation.tree().files().values()) {
      files.add(
          right.isEmpty() || file.executable()
              ? file
              : new OutputFile(file.path(), file.content().replace(right, wrong)));
    }
    String name = name("wrong");
    LabBuilder.up(
        LabPlanner.plan(compilation.site(), name, false),
        LabFiles.of(OutputTree.of(files)),
        Optional.empty(),
        words -> {});
    try {
      TrialReport report = Trial.all(Lab.find(Optional.of(name)), compilation, new Silent());
      return report.cases().stream().flatMap(it -> it.faults().stream()).toList();
    } finally {
      Lab.down(Optional.of(name));
    }
  }

  private static final class Silent implements Trial.Observer {
    @Override
    public void begins(String what, int number, int all) {}

    @Override
    public void ended(TrialCase done) {}
  }

  private static Path source(String example) {
    return Path.of("examples", example, "site.lw").toAbsolutePath();
  }

  private static String name(String example) {
    return "try" + ProcessHandle.current().pid() + "-" + example;
  }

  private int run(String... words) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            output,
            output,
            FileSystems.getDefault(),
            Map.of(),
            false,
            false);
    List<String> all = new ArrayList<>(List.of("lab", "test"));
    all.addAll(List.of(words));
    int status = Main.run(all.toArray(String[]::new), console);
    out = output.toString(StandardCharsets.UTF_8);
    return status;
  }
}
