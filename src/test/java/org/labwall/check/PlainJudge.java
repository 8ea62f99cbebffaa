package org.labwall.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.labwall.check.PlainPolicy.Packet;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Role;
import org.labwall.model.Rule;
import org.labwall.model.Site;

/** Says of every rule what must be said of it, packet by packet, and compares. */
final class PlainJudge {
  private final Site site;
  private final List<Role> roles;
  private final List<Rule> rules;

  /** By rule: the numbers of the packets that it speaks of. */
  private final List<Set<Integer>> packets = new ArrayList<>();

  PlainJudge(Site site) {
    this.site = site;
    this.roles = site.roles();
    this.rules = site.clusters().get(0).policy();
    PlainPolicy policy = new PlainPolicy(site);
    List<Packet> all = policy.packets();
    for (Rule rule : rules) {
      Set<Integer> own = new TreeSet<>();
      for (int i = 0; i < all.size(); i++) {
        if (policy.matches(rule, all.get(i))) {
          own.add(i);
        }
      }
      packets.add(own);
    }
  }

  List<String> check(String seeded) {
    List<Diagnostic> found = ShadowedRulesTest.diagnostics(site);
    List<String> expected = new ArrayList<>();
    for (int place = 0; place < rules.size(); place++) {
      if (packets.get(place).isEmpty()) {
        expected.add(line(place) + " LW070");
      } else if (isShadowed(place)) {
        expected.add(line(place) + " LW075");
      } else if (isUnnecessary(place)) {
        expected.add(line(place) + " LW076");
      }
    }
    List<String> actual =
        found.stream().map(it -> ShadowedRulesTest.text(it).split(" by")[0]).toList();
    assertEquals(expected, actual, seeded);
    found.stream().filter(it -> it.code() == Code.SHADOWED_RULE).forEach(it -> cover(it, seeded));
    return expected;
  }

  private int line(int place) {
    return rules.get(place).span().line();
  }

  private boolean isShadowed(int place) {
    List<Integer> before = new ArrayList<>();
    for (int other = 0; other < place; other++) {
      before.add(other);
    }
    return !packets.get(place).isEmpty() && covers(before, place);
  }

  /** Whether these leave no packet of the one at {@code place}, at any of its roles. */
  private boolean covers(List<Integer> these, int place) {
    Rule rule = rules.get(place);
    for (Role role : roles) {
      Set<Integer> left = new TreeSet<>(packets.get(place));
      for (int other : these) {
        Rule earlier = rules.get(other);
        if (earlier.appliesTo(role) && earlier.limit().isEmpty() && outlasts(earlier, rule)) {
          left.removeAll(packets.get(other));
        }
      }
      if (rule.appliesTo(role) && !left.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private boolean isUnnecessary(int place) {
    Rule rule = rules.get(place);
    if (packets.get(place).isEmpty() || rule.log().isPresent()) {
      return false;
    }
    for (Role role : roles) {
      if (rule.appliesTo(role) && !nextReplaces(place, role)) {
        return false;
      }
    }
    return true;
  }

  private boolean nextReplaces(int place, Role role) {
    for (int other = place + 1; other < rules.size(); other++) {
      Rule next = rules.get(other);
      if (next.appliesTo(role)) {
        return !isShadowed(other)
            && next.verdict() == rules.get(place).verdict()
            && next.log().isEmpty()
            && next.limit().isEmpty()
            && outlasts(next, rules.get(place))
            && packets.get(other).containsAll(packets.get(place));
      }
    }
    return false;
  }

  private static boolean outlasts(Rule rule, Rule other) {
    return rule.expires().isEmpty()
        || (other.expires().isPresent() && !other.expires().get().isAfter(rule.expires().get()));
  }

  /** The lines that are named cover the rule, and none of them could be left out. */
  private void cover(Diagnostic diagnostic, String seeded) {
    List<Integer> lines = diagnostic.related().stream().map(it -> it.span().line()).toList();
    List<Integer> named = new ArrayList<>();
    int place = 0;
    for (int i = 0; i < rules.size(); i++) {
      if (lines.contains(line(i))) {
        named.add(i);
      }
      place = rules.get(i).span().equals(diagnostic.span().orElseThrow()) ? i : place;
    }
    assertTrue(covers(named, place), seeded + ShadowedRulesTest.text(diagnostic));
    for (Integer other : named) {
      assertTrue(other < place, seeded + ShadowedRulesTest.text(diagnostic));
      List<Integer> fewer = new ArrayList<>(named);
      fewer.remove(other);
      assertTrue(!covers(fewer, place), seeded + ShadowedRulesTest.text(diagnostic));
    }
  }
}
