package org.labwall.expand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.labwall.Complaints;
import org.labwall.ast.SecretWord;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Vrrp;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** Where secrets come from, and where they do not. */
class SecretsTest {
  private static final Secrets SECRETS =
      new Secrets(
          Map.of("FILED", "of-file", "BOTH", "of-file"),
          Map.of("BOTH", "of-environment", "OUTSIDE", "of-environment", "ROLE", "x", "EMPTY", ""),
          Optional.empty());

  @Test
  void theFileGoesBeforeTheEnvironmentAndTheSourceBeforeBoth() {
    assertSecret("VRRP AUTH PASS $FILED\n", "of-file FILED");
    assertSecret("VRRP AUTH PASS ${BOTH}\n", "of-file BOTH");
    assertSecret("VRRP AUTH PASS \"$OUTSIDE\"\n", "of-environment OUTSIDE");
    assertSecret("OUTSIDE=own\nVRRP AUTH PASS $OUTSIDE\n", "own OUTSIDE clear");
    assertSecret("VRRP AUTH PASS own\n", "own - clear");
    assertSecret("MACRO m() { VRRP AUTH PASS $OUTSIDE }\nm()\n", "of-environment OUTSIDE");
  }

  @Test
  void nothingElseInASourceSeesThem() {
    String hint =
        " (What the environment or a file of secrets holds is taken only where a secret is"
            + " expected, and where it is the whole word.)";
    String undefined = "LW011 The constant `OUTSIDE` is not defined." + hint;
    for (String line :
        List.of(
            "HOST h 10.0.0.1 $OUTSIDE",
            "allow from any to any ssh note \"$OUTSIDE\"",
            "VRRP AUTH PASS secret $OUTSIDE",
            "VRRP AUTH PASS x$OUTSIDE",
            "VRRP AUTH PASS $OUTSIDE$OUTSIDE",
            "VRRP NOTIFY $OUTSIDE",
            "OTHER=$OUTSIDE",
            "INCLUDE \"$OUTSIDE\"")) {
      String said = said(line + "\n").replaceAll(" 1:\\d+ ", " ");
      assertTrue(said.startsWith(undefined), said);
      assertFalse(said.contains("of-environment"), said);
    }
  }

  @Test
  void theRoleIsNoVariableOfTheEnvironment() {
    SecretWord secret = secret("VRRP AUTH PASS $ROLE\n", new Diagnostics());
    assertTrue(secret.word().differsByRole());
  }

  @Test
  void oneThatNobodySetsIsUndefined() {
    String start = "LW011 1:16 The constant `%s` is not defined. (%s)";
    assertEquals(
        start.formatted(
            "VRRP_SECRET",
            "Set `VRRP_SECRET` in the environment, or in a file that `--secrets` names."),
        said("VRRP AUTH PASS $VRRP_SECRET\n"));
    assertEquals(
        start.formatted("FILDE", "Did you mean `FILED`?"), said("VRRP AUTH PASS $FILDE\n"));
    assertEquals(
        start.formatted(
            "EMPTY", "Set `EMPTY` in the environment, or in a file that `--secrets` names."),
        said("VRRP AUTH PASS $EMPTY\n"));
  }

  @Test
  void whatStandsInTheClearIsConcealedWhereverItStands() {
    assertConcealed("VRRP AUTH PASS own\n", "own");
    assertConcealed("A=own\nVRRP AUTH PASS $A\n", "own");
    assertConcealed("MACRO m(p) { VRRP AUTH PASS $p }\nm(own)\n", "own");
    assertConcealed("VRRP AUTH PASS $OUTSIDE\n");
  }

  private void assertConcealed(String text, String... places) {
    Diagnostics diagnostics = new Diagnostics();
    secret(text, diagnostics);
    assertEquals(List.of(places), diagnostics.concealed().stream().map(Span::text).toList());
  }

  private void assertSecret(String text, String expected) {
    Diagnostics diagnostics = new Diagnostics();
    SecretWord secret = secret(text, diagnostics);
    assertEquals("", Complaints.of(diagnostics));
    assertEquals(
        expected,
        secret.word().text()
            + " "
            + secret.constant().orElse("-")
            + (secret.clear() ? " clear" : ""));
    assertFalse(secret.toString().contains(secret.word().text()));
  }

  private SecretWord secret(String text, Diagnostics diagnostics) {
    return expand(text, diagnostics).stream()
        .filter(Vrrp.class::isInstance)
        .map(it -> ((Vrrp.Authentication) ((Vrrp) it).clause()).password())
        .findFirst()
        .orElseThrow();
  }

  private String said(String text) {
    Diagnostics diagnostics = new Diagnostics();
    expand(text, diagnostics);
    return Complaints.of(diagnostics);
  }

  private List<Statement> expand(String text, Diagnostics diagnostics) {
    SourceReader reader =
        SourceReader.standardInput(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Path.of(""));
    SourceFile main = reader.main(diagnostics).orElseThrow();
    return Expander.expand(main, reader, Library.standard(), SECRETS, diagnostics);
  }
}
