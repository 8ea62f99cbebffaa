package org.labwall.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.labwall.ast.Statement;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * The {@code firewall.conf} of a guest, as VS-Tools has it: rules for the block of the guest's
 * HOST, which hold if {@code enable} stands among them.
 */
final class GuestFile {
  private static final String ENDING = ".conf";

  private final SourceFile file;

  /** What the file says besides {@code enable} and {@code disable}. */
  private final List<Statement> statements = new ArrayList<>();

  private boolean rules;
  private boolean enabled;
  private Optional<Span> disabled = Optional.empty();

  private GuestFile(SourceFile file, List<Statement> all) {
    this.file = file;
    for (Statement statement : all) {
      rules |= statement instanceof Statement.Rule || statement instanceof Statement.Scope;
      if (statement instanceof Statement.Activation activation) {
        enabled |= activation.active();
        disabled = activation.active() ? disabled : Optional.of(activation.span());
      } else {
        statements.add(statement);
      }
    }
  }

  /** A file that is one, for it says so, or holds rules and is called like one. */
  static Optional<GuestFile> of(SourceFile file, List<Statement> statements) {
    GuestFile guest = new GuestFile(file, statements);
    boolean says = guest.enabled || guest.disabled.isPresent();
    return says || (guest.rules && file.name().endsWith(ENDING))
        ? Optional.of(guest)
        : Optional.empty();
  }

  /** Its statements in the block of a host; what is not enabled opens nothing. */
  List<Statement> inHost(Span place, Diagnostics diagnostics) {
    if (enabled && disabled.isEmpty()) {
      return statements;
    }
    diagnostics.add(
        Diagnostic.at(
                disabled.orElse(place),
                Code.NOT_ENABLED,
                "The rules of `" + file + "` are not enabled: none of them opens anything.")
            .hint(
                "VS-Tools lets everything pass then. Write `enable` where the rules are to hold."));
    return statements.stream().filter(GuestFile::closes).toList();
  }

  private static boolean closes(Statement statement) {
    return statement instanceof Statement.Rule rule
        && !rule.verdict().text().toLowerCase(Locale.ROOT).equals("allow");
  }

  /** Nothing of it, anywhere else: there its rules would mean everybody. */
  List<Statement> elsewhere(Span place, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.at(
                place,
                Code.MISPLACED_STATEMENT,
                "`" + file + "` holds the rules of a guest, which stand in the block of its host.")
            .hint("For example: `HOST www 10.0.1.5 { INCLUDE \"" + file + "\" }`."));
    return List.of();
  }
}
