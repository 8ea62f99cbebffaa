package org.labwall.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Role;
import org.labwall.model.Rule;
import org.labwall.model.Vpn;
import org.labwall.packet.BoxSpace;
import org.labwall.packet.EarlierBoxes;

/**
 * Every rule decides a packet, at one of its roles at least, and none is made unnecessary by the
 * next one.
 *
 * <p>A rule with a limit hides none, for the packets over it go on; nor does one that expires hide
 * what holds longer. The lines of a macro say what they need, whether or not another call says it,
 * too: of them only those are reported that others contradict.
 */
final class ShadowedRules {
  /** Of so many rules together it is asked which of them are needed. */
  private static final int MINIMISED = 64;

  /** So many places are shown with one diagnostic. */
  private static final int SHOWN = 16;

  private ShadowedRules() {}

  /** Asks for the rules of a cluster; {@code spaces} are the packets that they speak of. */
  static void check(Cluster cluster, List<BoxSpace> spaces, Diagnostics diagnostics) {
    new Policy(cluster, spaces).check(diagnostics);
  }

  /** The rules of one cluster, and what was found out of them so far. */
  private static final class Policy {
    private final List<Rule> rules;
    private final Optional<Vpn> vpn;
    private final List<Role> roles;
    private final List<BoxSpace> spaces;
    private final boolean[] decides;

    /** By rule: those that decide all of its packets, at any role; none where it has no packets. */
    private final List<TreeSet<Integer>> covers = new ArrayList<>();

    Policy(Cluster cluster, List<BoxSpace> spaces) {
      this.rules = cluster.policy();
      this.vpn = cluster.vpn();
      boolean alike = rules.stream().allMatch(rule -> rule.only().isEmpty());
      this.roles = alike ? cluster.roles().subList(0, 1) : cluster.roles();
      this.spaces = spaces;
      this.decides = new boolean[rules.size()];
      rules.forEach(rule -> covers.add(new TreeSet<>()));
    }

    void check(Diagnostics diagnostics) {
      roles.forEach(this::decide);
      for (int place = 0; place < rules.size(); place++) {
        boolean meant = isMeant(rules.get(place));
        if (isShadowed(place)) {
          List<Integer> cover = needed(place);
          boolean alike = isAlike(rules.get(place), cover);
          if (!(alike && meant)) {
            diagnostics.add(shadowed(rules.get(place), cover, alike));
          }
        } else if (decides[place] && !meant) {
          unnecessary(place).ifPresent(diagnostics::add);
        }
      }
    }

    /** Whether something else is meant by the rule, too: a macro, or a VPN. */
    private boolean isMeant(Rule rule) {
      return rule.span().call().isPresent() || vpn.filter(it -> it.saysAt(rule.span())).isPresent();
    }

    private boolean isShadowed(int place) {
      return !decides[place] && !covers.get(place).isEmpty();
    }

    /** Finds out which rules decide a packet at this role. */
    private void decide(Role role) {
      List<EarlierBoxes> earlier = spaces.stream().map(EarlierBoxes::new).toList();
      for (int place = 0; place < rules.size(); place++) {
        Rule rule = rules.get(place);
        if (rule.appliesTo(role)) {
          decides[place] = decides[place] || !isCovered(place, earlier);
          if (decides[place] && rule.limit().isEmpty()) {
            for (EarlierBoxes boxes : earlier) {
              boxes.enter(place);
            }
          }
        }
      }
    }

    private boolean isCovered(int place, List<EarlierBoxes> earlier) {
      for (EarlierBoxes boxes : earlier) {
        Optional<List<Integer>> cover =
            boxes.cover(place, other -> outlasts(rules.get(other), rules.get(place)));
        if (cover.isEmpty()) {
          return false;
        }
        covers.get(place).addAll(cover.get());
      }
      return true;
    }

    /** The rules without which a packet would reach the one at {@code place}. */
    private List<Integer> needed(int place) {
      List<Integer> needed = new ArrayList<>(covers.get(place));
      if (needed.size() <= MINIMISED) {
        List<Integer> latestFirst = new ArrayList<>(needed);
        Collections.reverse(latestFirst);
        for (Integer other : latestFirst) {
          List<Integer> fewer = new ArrayList<>(needed);
          fewer.remove(other);
          needed = cover(fewer, place) ? fewer : needed;
        }
      }
      return needed;
    }

    private boolean cover(List<Integer> these, int place) {
      for (Role role : roles) {
        if (rules.get(place).appliesTo(role)) {
          List<Integer> here =
              these.stream().filter(other -> rules.get(other).appliesTo(role)).toList();
          if (!spaces.stream().allMatch(space -> space.covers(here, place))) {
            return false;
          }
        }
      }
      return true;
    }

    private boolean isAlike(Rule rule, List<Integer> cover) {
      return cover.stream().allMatch(other -> says(rules.get(other), rule));
    }

    private Diagnostic shadowed(Rule rule, List<Integer> cover, boolean alike) {
      String few = cover.size() == 1 ? "All" : "Some";
      Diagnostic shadowed =
          Diagnostic.at(
                  rule.span(),
                  Code.SHADOWED_RULE,
                  cover.size() == 1
                      ? "No packet reaches this rule: an earlier one decides them all."
                      : "No packet reaches this rule: "
                          + cover.size()
                          + " earlier ones together decide them all.")
              .hint(alike ? "It can be removed." : "Write it further up, or remove it.");
      for (Integer other : cover.subList(0, Math.min(cover.size(), SHOWN))) {
        shadowed =
            shadowed.related(rules.get(other).span(), few + " of its packets are decided here.");
      }
      return shadowed;
    }

    /** The hint that the next rule, at every role the rule is for, says the same of its packets. */
    private Optional<Diagnostic> unnecessary(int place) {
      Rule rule = rules.get(place);
      TreeSet<Integer> next = new TreeSet<>();
      for (Role role : roles) {
        if (rule.appliesTo(role)) {
          int other = place + 1;
          while (other < rules.size() && !rules.get(other).appliesTo(role)) {
            other++;
          }
          if (other == rules.size() || !replaces(other, place)) {
            return Optional.empty();
          }
          next.add(other);
        }
      }
      Diagnostic hint =
          Diagnostic.at(
                  rule.span(),
                  Code.REDUNDANT_RULE,
                  "This rule is unnecessary: the next one says the same of its packets.")
              .hint("It can be removed.");
      for (Integer other : next) {
        hint = hint.related(rules.get(other).span(), "This is the next one.");
      }
      return Optional.of(hint);
    }

    /** Whether {@code other} says the same of all packets of the rule at {@code place}. */
    private boolean replaces(int other, int place) {
      Rule rule = rules.get(place);
      Rule next = rules.get(other);
      return !isShadowed(other)
          && says(next, rule)
          && next.log().isEmpty()
          && rule.log().isEmpty()
          && next.limit().isEmpty()
          && outlasts(next, rule)
          && holdsAll(other, place);
    }

    private boolean holdsAll(int other, int place) {
      for (BoxSpace space : spaces) {
        if (!space.boxes().get(other).containsAll(space.boxes().get(place))) {
          return false;
        }
      }
      return true;
    }

    /** Whether {@code other} does to a packet what the rule does, helpers included. */
    private static boolean says(Rule other, Rule rule) {
      return other.verdict() == rule.verdict() && other.services().containsAll(rule.followed());
    }

    private static boolean outlasts(Rule rule, Rule other) {
      return rule.expires().isEmpty()
          || other.expires().filter(last -> !last.isAfter(rule.expires().get())).isPresent();
    }
  }
}
