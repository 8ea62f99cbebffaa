package org.labwall.backend.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.filter.Action;
import org.labwall.filter.FilterRule;
import org.labwall.filter.Match;
import org.labwall.model.Rule;

/**
 * A rule of nftables, which can do what takes several rules of the filter: it compares a field with
 * a set of values, and logs before it decides.
 *
 * <p>Only neighbours that come from one line are joined, and only where no packet meets more than
 * one of them.
 */
final class JoinedRule {
  private final List<Condition> conditions = new ArrayList<>();
  private final Optional<Rule.Limit> limit;
  private final String comment;
  private Optional<Action.Log> log = Optional.empty();
  private Action action;

  private JoinedRule(FilterRule rule) {
    for (Match match : rule.matches()) {
      conditions.addAll(Condition.of(match));
    }
    limit = rule.matches().stream().flatMap(it -> Condition.limit(it).stream()).findFirst();
    action = rule.action();
    comment = rule.comment();
  }

  /** The rules of a chain, joined where they can be. */
  static List<JoinedRule> of(List<FilterRule> rules) {
    List<JoinedRule> joined = new ArrayList<>();
    for (FilterRule rule : rules) {
      JoinedRule next = new JoinedRule(rule);
      if (joined.isEmpty() || !joined.getLast().continuesWith(next)) {
        joined.add(next);
      }
      // The last two may have become alike in all but one field.
      while (joined.size() > 1 && joined.get(joined.size() - 2).join(joined.getLast())) {
        joined.removeLast();
      }
    }
    return joined;
  }

  List<Condition> conditions() {
    return conditions;
  }

  Optional<Rule.Limit> limit() {
    return limit;
  }

  /** What is logged before the action. */
  Optional<Action.Log> log() {
    return log;
  }

  Action action() {
    return action;
  }

  String comment() {
    return comment;
  }

  /** Where this logs the packets that {@code next} decides of, makes one rule of both. */
  private boolean continuesWith(JoinedRule next) {
    if (action instanceof Action.Log prefix
        && !(next.action instanceof Action.Log)
        && isAlike(next)
        && differing(next).isEmpty()) {
      log = Optional.of(prefix);
      action = next.action;
      return true;
    }
    return false;
  }

  /** Where {@code next} differs in the values of one field only, makes one rule of both. */
  private boolean join(JoinedRule next) {
    if (!isAlike(next) || !action.equals(next.action) || !log.equals(next.log)) {
      return false;
    }
    OptionalInt place = differing(next);
    if (place.isEmpty()) {
      return false;
    }
    Condition own = conditions.get(place.getAsInt());
    // nft shows what it has read of such a port as a number only where it knows the protocol.
    if (own.field() == Field.PROTOCOL
        && conditions.stream().anyMatch(it -> it.field() == Field.ORIGINAL_PORT)) {
      return false;
    }
    Condition others = next.conditions.get(place.getAsInt());
    for (int i = place.getAsInt() + 1; i < conditions.size(); i++) {
      if (!conditions.get(i).isSame(next.conditions.get(i))) {
        return false;
      }
    }
    if (!own.isJoinable(others)) {
      return false;
    }
    own.join(others);
    return true;
  }

  /** Both come from one line, have as many conditions, and neither has tokens of its own. */
  private boolean isAlike(JoinedRule next) {
    return limit.isEmpty()
        && next.limit.isEmpty()
        && comment.equals(next.comment)
        && conditions.size() == next.conditions.size();
  }

  /** The first condition that differs. */
  private OptionalInt differing(JoinedRule next) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).isSame(next.conditions.get(i))) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
