package org.labwall.parse;

import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.labwall.ast.SecretWord;
import org.labwall.ast.VpnClause;
import org.labwall.ast.VpnClause.Option;
import org.labwall.ast.Word;
import org.labwall.parse.grammar.LabWallParser;
import org.labwall.parse.grammar.LabWallParser.*;

/** Makes nodes of {@code ast} from the clauses of {@code VPN} statements. */
final class VpnClauses {
  private VpnClauses() {}

  /** What a {@code VPN} statement says. */
  static VpnClause of(VpnClauseContext tree, StatementBuilder words) {
    return switch (tree) {
      case VpnProxyContext it -> new VpnClause.Proxy(words.word(it.number()));
      case VpnPkiContext it ->
          new VpnClause.Pki(
              words.word(it.directory()),
              it.vpnFile().stream()
                  .map(file -> option(file, List.of(words.word(file.fileName())), words))
                  .toList());
      case VpnRadiusContext it ->
          new VpnClause.Radius(
              words.word(it.server()),
              it.radiusOption().stream()
                  .filter(option -> option.number() != null)
                  .map(option -> option(option, List.of(words.word(option.number())), words))
                  .toList(),
              it.radiusOption().stream()
                  .filter(option -> option.value() != null)
                  .map(option -> new SecretWord(words.word(option.value())))
                  .toList());
      case VpnJoinContext it ->
          new VpnClause.Join(words.word(it.tunnelled()), words.optional(it.userName()));
      case VpnDaemonContext it ->
          new VpnClause.Daemon(
              words.word(it.served()),
              words.all(it.plain()),
              it.vpnOption().stream()
                  .map(option -> option(option, arguments(option, words), words))
                  .toList());
      default -> throw new IllegalStateException(tree.getText());
    };
  }

  private static List<Word> arguments(VpnOptionContext tree, StatementBuilder words) {
    return tree.value() != null ? List.of(words.word(tree.value())) : words.all(tree.destination());
  }

  private static Option option(
      ParserRuleContext tree, List<Word> arguments, StatementBuilder words) {
    return new Option(words.span(tree), kind(tree.getStart()), arguments);
  }

  private static VpnClause.Kind kind(Token keyword) {
    return VpnClause.Kind.valueOf(LabWallParser.VOCABULARY.getSymbolicName(keyword.getType()));
  }
}
