package org.labwall.parse;

import java.util.List;
import org.labwall.ast.SecretWord;
import org.labwall.ast.Statement.Logging;
import org.labwall.ast.Statement.Vrrp;
import org.labwall.parse.grammar.LabWallParser.*;

/** Makes nodes of {@code ast} from the clauses of statements that say one thing at a time. */
final class Clauses {
  private Clauses() {}

  /** What a {@code VRRP} statement says. */
  static Vrrp.Clause of(VrrpClauseContext tree, StatementBuilder words) {
    return switch (tree) {
      case VrrpAuthenticationContext it ->
          new Vrrp.Authentication(
              new SecretWord(words.word(it.value())),
              words.all(it.plain()),
              words.optional(it.number()));
      case VrrpVersionContext it -> new Vrrp.Version(words.word(it.number()));
      case VrrpAdvertisementContext it -> new Vrrp.Advertisement(words.word(it.number()));
      case VrrpPreemptContext it -> new Vrrp.Preempt(it.OFF() == null, words.optional(it.number()));
      case VrrpNotificationContext it ->
          new Vrrp.Notification(words.word(it.mail()), words.optional(it.gateway()));
      case VrrpTrackContext it ->
          new Vrrp.Track(words.word(it.value()), words.optional(it.number()));
      case VrrpStartContext it ->
          new Vrrp.Start(it.words() == null ? List.of() : words.words(it.words()));
      default -> throw new IllegalStateException(tree.getText());
    };
  }

  /** What a {@code LOGGING} statement says. */
  static Logging.Clause of(LoggingClauseContext tree, StatementBuilder words) {
    return switch (tree) {
      case LoggingLevelContext it -> new Logging.Level(words.word(it.value()));
      case LoggingGroupContext it -> new Logging.Group(words.word(it.number()));
      case LoggingPrefixContext it -> new Logging.Prefix(words.word(it.text()));
      case LoggingRateContext it -> new Logging.Limit(words.rate(it.bucket()));
      default -> throw new IllegalStateException(tree.getText());
    };
  }
}
