package org.labwall.ast;

import java.util.List;
import org.labwall.source.Span;

/**
 * {@code from …} or {@code to …}, and the list that may follow without a keyword, which can only be
 * services.
 */
public record Side(Span span, Direction direction, List<Operand> operands, List<Operand> services) {
  public Side {
    operands = List.copyOf(operands);
    services = List.copyOf(services);
  }

  /** Which side it is. */
  public enum Direction {
    FROM,
    TO
  }
}
