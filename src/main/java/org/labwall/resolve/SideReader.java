package org.labwall.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.ast.Operand;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Endpoint;

/** Reads what stands behind {@code from} and {@code to}. */
final class SideReader {
  /** What a side is that nobody wrote. */
  static final List<Endpoint> ANY = List.of(new Endpoint.Any());

  private final NameTable names;
  private final Diagnostics diagnostics;

  SideReader(NameTable names, Diagnostics diagnostics) {
    this.names = names;
    this.diagnostics = diagnostics;
  }

  /** What the operands stand for, without those that stand for nothing, which are reported. */
  List<Endpoint> read(List<Operand> operands) {
    if (operands.size() == 1 && !operands.get(0).negated()) {
      return endpoints(operands.get(0));
    }
    List<Endpoint> all = new ArrayList<>();
    for (Operand operand : operands) {
      List<Endpoint> found = endpoints(operand);
      all.addAll(operand.negated() ? List.of(new Endpoint.Not(found)) : found);
    }
    Optional<Operand> negated = operands.stream().filter(Operand::negated).findFirst();
    if (negated.isPresent() && operands.size() > 1) {
      diagnostics.add(
          Diagnostic.at(
                  negated.get().span(),
                  Code.MIXED_NOT,
                  "`not` speaks of `"
                      + negated.get().word()
                      + "` only; the others of the list add to it.")
              .hint(
                  "To leave out several, make a `GROUP` of them and write `not` before its name."));
    }
    return all;
  }

  private List<Endpoint> endpoints(Operand operand) {
    return switch (operand.kind()) {
      case SELF -> List.of(new Endpoint.Self());
      case ANY -> ANY;
      case NAME -> names.endpoints(operand.word());
    };
  }
}
