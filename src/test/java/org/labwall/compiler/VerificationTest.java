package org.labwall.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SourceReader;

/** A compiler that wrote other rules than the source says would not get past its own proof. */
class VerificationTest {
  private static final Path SITE = Path.of("golden/ok/translation/site.lw");

  private static Compilation compilation(Firewall firewall) {
    Compiler.Options options =
        new Compiler.Options(LocalDate.of(2025, 7, 1), false, firewall).proving(true);
    return Compiler.compile(SourceReader.of(SITE), options, new Diagnostics()).orElseThrow();
  }

  /** What is reported of the rules when {@code fault} has changed them. */
  private static List<Diagnostic> reported(Firewall firewall, UnaryOperator<String> fault) {
    Compilation sound = compilation(firewall);
    OutputTree tree =
        OutputTree.of(
            sound.tree().files().values().stream()
                .map(it -> new OutputFile(it.path(), fault.apply(it.content())))
                .toList());
    Diagnostics diagnostics = new Diagnostics();
    List<String> roles = sound.site().roles().stream().map(it -> it.name()).toList();
    new Verification(RuleFiles.of(tree), diagnostics).verify(sound.site(), roles);
    return diagnostics.sorted();
  }

  @ParameterizedTest
  @EnumSource(Firewall.class)
  void whatIsCompiledIsProved(Firewall firewall) {
    assertEquals(List.of(), reported(firewall, it -> it));
  }

  @Test
  void aPortThatIsOffByOneIsFoundInEachRole() {
    List<Diagnostic> found =
        reported(Firewall.IPTABLES, it -> it.replace("--dport 22 ", "--dport 23 "));
    assertTrue(found.stream().allMatch(it -> it.code() == Code.RULES_DIFFER), found::toString);
    List<String> files =
        found.stream()
            .map(it -> it.span().orElseThrow().file().name())
            .distinct()
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "backup/etc/iptables/rules.v4",
            "backup/etc/iptables/rules.v6",
            "inner/etc/iptables/rules.v4",
            "master/etc/iptables/rules.v4",
            "master/etc/iptables/rules.v6"),
        files);
  }

  @Test
  void rulesThatLackTheirEndAreNotTakenForRules() {
    List<Diagnostic> found = reported(Firewall.NFTABLES, it -> it.replace("\n}\n", "\n"));
    assertTrue(found.stream().anyMatch(it -> it.code() != Code.RULES_DIFFER), found::toString);
  }
}
