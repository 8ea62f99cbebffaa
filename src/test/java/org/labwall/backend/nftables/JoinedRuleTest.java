package org.labwall.backend.nftables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.filter.Action;
import org.labwall.filter.FilterRule;
import org.labwall.filter.Match;
import org.labwall.filter.Match.End;
import org.labwall.filter.Match.Ports;
import org.labwall.model.Logging;
import org.labwall.model.Rule;

/** Joining says the same rules in fewer. */
class JoinedRuleTest {
  private static final Action ACCEPT = new Action.Accept();
  private static final Action LOG = new Action.Log("x: ", Logging.DEFAULT.target());

  @Test
  void aGridBecomesOneRule() {
    List<FilterRule> rules = new ArrayList<>();
    for (String source : List.of("10.0.0.1/32", "10.0.0.8/29")) {
      for (String destination : List.of("10.1.0.0/24", "10.2.0.0/24")) {
        for (int protocol : List.of(6, 17)) {
          List<Match> matches =
              List.of(
                  address(End.SOURCE, source),
                  address(End.DESTINATION, destination),
                  new Match.Protocol(protocol),
                  new Match.DestinationPorts(List.of(new Ports(53, 53))));
          rules.add(new FilterRule(matches, LOG, "a:1"));
          rules.add(new FilterRule(matches, ACCEPT, "a:1"));
        }
      }
    }
    assertEquals(
        """
        \t\tip saddr { 10.0.0.1, 10.0.0.8/29 } ip daddr { 10.1.0.0/24, 10.2.0.0/24 } \
        meta l4proto { tcp, udp } th dport 53 counter log prefix "x: " accept comment "a:1"
        """,
        text(rules));
  }

  @Test
  void aRuleOfAnotherLineStaysApart() {
    Match one = address(End.SOURCE, "10.0.0.1/32");
    Match other = address(End.SOURCE, "10.0.0.2/32");
    assertEquals(
        2, JoinedRule.of(List.of(rule(ACCEPT, "a:1", one), rule(ACCEPT, "a:2", other))).size());
    assertEquals(
        1, JoinedRule.of(List.of(rule(ACCEPT, "a:1", one), rule(ACCEPT, "a:1", other))).size());
    Action drop = new Action.Drop();
    assertEquals(
        2, JoinedRule.of(List.of(rule(ACCEPT, "a:1", one), rule(drop, "a:1", other))).size());
  }

  @Test
  void everyLimitKeepsItsOwnTokens() {
    Rule.Limit limit = new Rule.Limit(3, Rule.Limit.Unit.HOUR, OptionalInt.empty());
    List<FilterRule> rules = new ArrayList<>();
    for (String source : List.of("10.0.0.1/32", "10.0.0.2/32")) {
      rules.add(rule(ACCEPT, "a:1", address(End.SOURCE, source), new Match.Limited(limit)));
    }
    assertEquals(
        """
        \t\tip saddr 10.0.0.1 limit rate 3/hour burst 5 packets counter accept comment "a:1"
        \t\tip saddr 10.0.0.2 limit rate 3/hour burst 5 packets counter accept comment "a:1"
        """,
        text(rules));
    FilterRule log = rule(LOG, "a:1", address(End.SOURCE, "10.0.0.1/32"), new Match.Limited(limit));
    assertEquals(2, JoinedRule.of(List.of(log, rules.get(0))).size());
  }

  @Test
  void aPacketIsNeverJudgedTwiceByOneRule() {
    Match wide = address(End.SOURCE, "10.0.0.0/24");
    Match narrow = address(End.SOURCE, "10.0.0.7/32");
    Match without = new Match.Addresses(End.SOURCE, prefix("10.0.0.0/24"), true);
    assertEquals(
        2, JoinedRule.of(List.of(rule(LOG, "a:1", wide), rule(LOG, "a:1", narrow))).size());
    assertEquals(
        2, JoinedRule.of(List.of(rule(LOG, "a:1", narrow), rule(LOG, "a:1", wide))).size());
    assertEquals(2, JoinedRule.of(List.of(rule(LOG, "a:1", wide), rule(LOG, "a:1", wide))).size());
    assertEquals(
        2, JoinedRule.of(List.of(rule(LOG, "a:1", wide), rule(LOG, "a:1", without))).size());
  }

  /** Taken apart again, joined rules are the rules that they were made of. */
  @Test
  void nothingIsLostOrAdded() {
    Random random = new Random(20260);
    int joined = 0;
    for (int i = 0; i < 3000; i++) {
      List<FilterRule> rules = new ArrayList<>();
      for (int n = random.nextInt(12); n >= 0; n--) {
        List<Match> matches = matches(random);
        if (random.nextInt(4) == 0) {
          rules.add(new FilterRule(matches, LOG, "a:1"));
        }
        rules.add(
            new FilterRule(matches, random.nextInt(9) == 0 ? new Action.Drop() : ACCEPT, "a:1"));
      }
      List<JoinedRule> together = JoinedRule.of(rules);
      List<String> before = new ArrayList<>();
      rules.forEach(it -> before.addAll(apart(JoinedRule.of(List.of(it)))));
      assertEquals(before.stream().sorted().toList(), apart(together).stream().sorted().toList());
      joined += rules.size() - together.size();
    }
    assertTrue(joined > 3000, "joined only " + joined);
  }

  private static List<Match> matches(Random random) {
    List<Match> matches = new ArrayList<>();
    matches.add(new Match.Interface(End.SOURCE, "eth" + random.nextInt(2), false));
    String source = random.nextInt(2) + ".0.0.0/" + (random.nextInt(8) == 0 ? 7 : 8);
    matches.add(address(End.SOURCE, source.startsWith("1") ? "1.0.0.0/8" : source));
    matches.add(new Match.Protocol(random.nextBoolean() ? 6 : 17));
    int port = 10 * random.nextInt(3);
    matches.add(new Match.DestinationPorts(List.of(new Ports(port, port + random.nextInt(12)))));
    return matches;
  }

  /** Each combination of values, with each thing that is done to it. */
  private static List<String> apart(List<JoinedRule> rules) {
    List<String> all = new ArrayList<>();
    for (JoinedRule rule : rules) {
      List<String> texts = List.of("");
      for (Condition condition : rule.conditions()) {
        List<String> longer = new ArrayList<>();
        for (String text : texts) {
          condition.values().forEach(it -> longer.add(text + condition.field() + it + " "));
        }
        texts = longer;
      }
      texts.forEach(text -> rule.log().ifPresent(log -> all.add(text + log)));
      texts.forEach(text -> all.add(text + rule.action()));
    }
    return all;
  }

  private static FilterRule rule(Action action, String comment, Match... matches) {
    return new FilterRule(List.of(matches), action, comment);
  }

  private static Match address(End end, String prefix) {
    return new Match.Addresses(end, prefix(prefix), false);
  }

  private static AddressRange prefix(String text) {
    return Prefix.parse(text).orElseThrow().range();
  }

  private static String text(List<FilterRule> rules) {
    StringBuilder out = new StringBuilder();
    RuleText text = new RuleText(out, Family.IPV4);
    JoinedRule.of(rules).forEach(rule -> text.append("chain", rule));
    return out.toString();
  }
}
