package org.labwall.expand;

import java.util.List;
import org.labwall.ast.VpnClause;
import org.labwall.ast.VpnClause.Option;

/** Expands every word of a {@code VPN} statement. */
final class VpnClauses {
  private VpnClauses() {}

  /** The clause with the final texts of its words. */
  static VpnClause expand(VpnClause clause, WordExpander words) {
    return switch (clause) {
      case VpnClause.Proxy it -> new VpnClause.Proxy(words.expand(it.port()));
      case VpnClause.Pki it ->
          new VpnClause.Pki(words.expand(it.directory()), options(it.files(), words));
      case VpnClause.Radius it ->
          new VpnClause.Radius(
              words.expand(it.server()),
              options(it.options(), words),
              it.secrets().stream().map(words::secret).toList());
      case VpnClause.Join it ->
          new VpnClause.Join(words.expand(it.network()), words.expand(it.user()));
      case VpnClause.Daemon it ->
          new VpnClause.Daemon(
              words.expand(it.name()),
              it.columns().stream().map(words::expand).toList(),
              options(it.options(), words));
    };
  }

  private static List<Option> options(List<Option> options, WordExpander words) {
    return options.stream()
        .map(
            it ->
                new Option(
                    words.place(it.span()),
                    it.kind(),
                    it.kind() == VpnClause.Kind.ROUTES
                        ? words.expandList(it.arguments())
                        : it.arguments().stream().map(words::expand).toList()))
        .toList();
  }
}
