package org.labwall.ast;

import java.util.List;
import java.util.Optional;
import org.labwall.source.Span;

/** What follows the sides of a rule. */
public sealed interface RuleOption {
  /** Where it stands. */
  Span span();

  /** {@code log ["text"] [n/unit [burst n]]}. */
  record Log(Span span, Optional<Word> text, Optional<Rate> rate) implements RuleOption {}

  /** {@code limit n/unit [burst n]}. */
  record Limit(Span span, Rate rate) implements RuleOption {}

  /** {@code expires 2027-01-31}. */
  record Expires(Span span, Word date) implements RuleOption {}

  /** {@code only master,…}. */
  record Only(Span span, List<Word> roles) implements RuleOption {
    public Only {
      roles = List.copyOf(roles);
    }
  }

  /** {@code note "text"}. */
  record Note(Span span, Word text) implements RuleOption {}
}
