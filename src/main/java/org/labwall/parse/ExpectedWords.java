package org.labwall.parse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.jspecify.annotations.Nullable;
import org.labwall.parse.grammar.LabWallParser;

/** Says in words what the grammar would take at a place. */
final class ExpectedWords {
  private static final Map<Integer, String> RULES =
      Map.ofEntries(
          Map.entry(LabWallParser.RULE_roleDeclaration, "a role"),
          Map.entry(LabWallParser.RULE_hostName, "a host name"),
          Map.entry(LabWallParser.RULE_column, "a column"),
          Map.entry(LabWallParser.RULE_deviceOption, "an option"),
          Map.entry(LabWallParser.RULE_gateway, "an address"),
          Map.entry(LabWallParser.RULE_destination, "a network"),
          Map.entry(LabWallParser.RULE_mail, "a mail address"),
          Map.entry(LabWallParser.RULE_address, "an address"),
          Map.entry(LabWallParser.RULE_directory, "a directory"),
          Map.entry(LabWallParser.RULE_server, "an address"),
          Map.entry(LabWallParser.RULE_served, "a VLAN"),
          Map.entry(LabWallParser.RULE_tunnelled, "the VLAN or network of a VPN"),
          Map.entry(LabWallParser.RULE_userName, "the name of a user"),
          Map.entry(LabWallParser.RULE_vpnOption, "an option"),
          Map.entry(LabWallParser.RULE_member, "a network, a host or an address"),
          Map.entry(LabWallParser.RULE_services, "a service"),
          Map.entry(LabWallParser.RULE_helper, "a connection helper"),
          Map.entry(LabWallParser.RULE_bareService, "a service"),
          Map.entry(LabWallParser.RULE_endpoint, "a network"),
          Map.entry(LabWallParser.RULE_wayOut, "a way out"),
          Map.entry(LabWallParser.RULE_newSource, "an address"),
          Map.entry(LabWallParser.RULE_place, "a network or an address"),
          Map.entry(LabWallParser.RULE_target, "a host"),
          Map.entry(LabWallParser.RULE_fileName, "a file name"),
          Map.entry(LabWallParser.RULE_macroName, "the name of a macro"),
          Map.entry(LabWallParser.RULE_parameter, "a parameter"),
          Map.entry(LabWallParser.RULE_labelledValue, "an argument"),
          Map.entry(LabWallParser.RULE_argument, "an argument"),
          Map.entry(LabWallParser.RULE_ruleOption, "an option"),
          Map.entry(LabWallParser.RULE_text, "a string"),
          Map.entry(LabWallParser.RULE_rate, "a rate such as `10/minute`"),
          Map.entry(LabWallParser.RULE_date, "a date such as `2027-01-31`"),
          Map.entry(LabWallParser.RULE_value, "a value"),
          Map.entry(LabWallParser.RULE_number, "a number"),
          Map.entry(LabWallParser.RULE_name, "a name"));

  private final ATN atn;
  private final Set<String> words = new LinkedHashSet<>();
  private final BitSet seen = new BitSet();

  private ExpectedWords(ATN atn) {
    this.atn = atn;
  }

  /**
   * What may stand at {@code state}, for a reader: "`to`, a service or the end of the line".
   *
   * @param context the rule that found the error; one that starts there is named as a whole
   */
  static String at(ATN atn, int state, ParserRuleContext context, Token found) {
    @Nullable String whole = null;
    for (ParserRuleContext rule = context;
        rule != null && rule.getStart() == found;
        rule = rule.getParent()) {
      whole = RULES.getOrDefault(rule.getRuleIndex(), whole);
    }
    if (whole != null) {
      return whole;
    }
    ExpectedWords expected = new ExpectedWords(atn);
    expected.collect(atn.states.get(state), context);
    List<String> list = new ArrayList<>(expected.words);
    String last = list.remove(list.size() - 1);
    return list.isEmpty() ? last : String.join(", ", list) + " or " + last;
  }

  /** One token for a reader: a keyword in back-quotes, or what it is. */
  static String token(int type) {
    return switch (type) {
      case Token.EOF -> "the end of the file";
      case LabWallParser.NEWLINE -> "the end of the line";
      case LabWallParser.WORD -> "a word";
      case LabWallParser.STRING -> "a string";
      case LabWallParser.FUNCTION -> "`6to4(…)`";
      case LabWallParser.LABEL -> "a label such as `master=`";
      case LabWallParser.OPEN -> "`{`";
      case LabWallParser.CLOSE -> "`}`";
      case LabWallParser.COMMA -> "`,`";
      case LabWallParser.LEFT -> "`(`";
      case LabWallParser.RIGHT -> "`)`";
      default ->
          "`"
              + LabWallParser.VOCABULARY
                  .getSymbolicName(type)
                  .toLowerCase(Locale.ROOT)
                  .replace('_', '-')
              + "`";
    };
  }

  private void collect(ATNState state, @Nullable RuleContext context) {
    if (seen.get(state.stateNumber)) {
      return;
    }
    seen.set(state.stateNumber);
    if (state instanceof RuleStopState) {
      if (context != null && context.parent != null && context.invokingState >= 0) {
        collect(follow(context.invokingState), context.parent);
      }
      return;
    }
    for (Transition transition : state.getTransitions()) {
      if (transition instanceof RuleTransition call) {
        String noun = RULES.get(call.ruleIndex);
        if (noun != null) {
          words.add(noun);
        } else {
          collect(call.target, null);
        }
      } else if (transition.isEpsilon()) {
        collect(transition.target, context);
      } else {
        transition.label().toList().forEach(type -> words.add(token(type)));
      }
    }
  }

  private ATNState follow(int invokingState) {
    return ((RuleTransition) atn.states.get(invokingState).transition(0)).followState;
  }
}
