package org.labwall.parse;

import java.util.Locale;
import java.util.Set;
import org.labwall.parse.grammar.LabWallLexer;

/** What kind of keyword a token is, for those who write sources and those who colour them. */
final class Keywords {
  /**
   * The statements that declare something, and the clauses of {@code VRRP}, {@code LOGGING} and
   * {@code VPN}.
   */
  private static final Set<Integer> DECLARATIONS =
      Set.of(
          LabWallLexer.SET,
          LabWallLexer.ROLE,
          LabWallLexer.NETINIT,
          LabWallLexer.DEV,
          LabWallLexer.VLAN,
          LabWallLexer.ROUTE,
          LabWallLexer.VRRP,
          LabWallLexer.LOGGING,
          LabWallLexer.VPN,
          LabWallLexer.VPNUSER,
          LabWallLexer.HOST,
          LabWallLexer.NET,
          LabWallLexer.GROUP,
          LabWallLexer.SERVICE,
          LabWallLexer.INCLUDE,
          LabWallLexer.MACRO,
          LabWallLexer.AUTH,
          LabWallLexer.PASS,
          LabWallLexer.VERSION,
          LabWallLexer.ADVERT,
          LabWallLexer.PREEMPT,
          LabWallLexer.NOTIFY,
          LabWallLexer.TRACK,
          LabWallLexer.START,
          LabWallLexer.LEVEL,
          LabWallLexer.NFLOG,
          LabWallLexer.PREFIX,
          LabWallLexer.RATE,
          LabWallLexer.PROXY,
          LabWallLexer.PKI,
          LabWallLexer.RADIUS,
          LabWallLexer.JOIN);

  private Keywords() {}

  /** Whether a token of this type can be a keyword; the grammar has them before the brackets. */
  static boolean contains(int type) {
    return type > 0 && type < LabWallLexer.OPEN;
  }

  /** Whether the keyword declares something; the others are rules' words and options. */
  static boolean declares(int type) {
    return DECLARATIONS.contains(type);
  }

  /** The canonical spelling: declarations in upper case, rules and options in lower case. */
  static String canonical(int type, String text) {
    return declares(type) ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
  }
}
