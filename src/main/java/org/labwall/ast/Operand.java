package org.labwall.ast;

import org.labwall.source.Span;

/** An element of a side: a name, an address, {@code self} or {@code any}, perhaps negated. */
public record Operand(Span span, boolean negated, Kind kind, Word word) {

  /** Whether it is one of the two keywords. */
  public enum Kind {
    NAME,
    SELF,
    ANY
  }
}
