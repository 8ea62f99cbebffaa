package org.labwall.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.labwall.loaded.Match;
import org.labwall.loaded.Verdict;
import org.labwall.model.Rule;
import org.labwall.project.Node;

/**
 * The token buckets of limits: each that the source speaks of, and each loaded one, which is the
 * same where it takes its place. A comment tells which place that may be; the proof then shows
 * whether the two are asked for the same packets.
 */
final class Buckets {
  private final Map<Rule, Integer> limits = new IdentityHashMap<>();
  private final Map<Rule, Integer> logs = new IdentityHashMap<>();
  private final Map<org.labwall.loaded.Rule, int[]> loaded = new IdentityHashMap<>();
  private final List<String> words = new ArrayList<>();

  /** A bucket that a rule of a machine's source speaks of. */
  record Said(Node node, Rule rule, boolean ofLog, Rule.Limit limit) {
    String text() {
      return rule.span().text();
    }
  }

  /** A bucket of a loaded rule, by its place among the conditions. */
  private record Held(org.labwall.loaded.Rule rule, int place) {
    Match.Limit limit() {
      return (Match.Limit) rule.matches().get(place);
    }

    /** Whether only a log depends on it. */
    boolean isOfLog() {
      return rule.verdict() instanceof Verdict.Continue;
    }
  }

  Buckets(List<Said> said, List<org.labwall.loaded.Rule> rules) {
    List<Said> first = new ArrayList<>();
    for (Said each : said) {
      Optional<Said> twin = twin(each, first);
      twin.ifPresent(first::remove);
      (each.ofLog ? logs : limits)
          .put(
              each.rule,
              twin.map(it -> bucket(it.ofLog ? logs : limits, it.rule)).orElse(words.size()));
      if (twin.isEmpty()) {
        first.add(each);
        words.add("the %s of %s".formatted(each.ofLog ? "log" : "limit", each.rule.span().cite()));
      }
    }
    List<Held> held = new ArrayList<>();
    for (org.labwall.loaded.Rule rule : rules) {
      int[] places = new int[rule.matches().size()];
      Arrays.fill(places, -1);
      loaded.put(rule, places);
      for (int i = 0; i < places.length; i++) {
        if (rule.matches().get(i) instanceof Match.Limit) {
          held.add(new Held(rule, i));
        }
      }
    }
    List<Said> left = new ArrayList<>(said);
    join(held, left, (here, there) -> isOf(here.rule.comment(), there) && isAlike(here, there));
    join(held, left, Buckets::isAlike);
    join(held, left, (here, there) -> isOf(here.rule.comment(), there));
    for (Held each : held) {
      set(each, words.size());
      words.add("a limit that the source does not have");
    }
  }

  /** What another source says as well: in the same words, or at least of the same rate. */
  private static Optional<Said> twin(Said said, List<Said> first) {
    List<Said> alike =
        first.stream()
            .filter(it -> it.node != said.node && it.ofLog == said.ofLog)
            .filter(it -> it.limit.equals(said.limit))
            .toList();
    return alike.stream()
        .filter(it -> it.text().equals(said.text()))
        .findFirst()
        .or(() -> alike.stream().findFirst());
  }

  private static boolean isOf(String comment, Said said) {
    String line = said.rule.span().cite();
    return comment.equals(line) || comment.startsWith(line + " ");
  }

  private static boolean isAlike(Held held, Said said) {
    return held.isOfLog() == said.ofLog && isSameRate(held.limit(), said.limit);
  }

  private static boolean isSameRate(Match.Limit held, Rule.Limit said) {
    long seconds =
        switch (said.unit()) {
          case SECOND -> 1;
          case MINUTE -> 60;
          case HOUR -> 3_600;
          case DAY -> 86_400;
        };
    long common = BigInteger.valueOf(seconds).gcd(BigInteger.valueOf(said.packets())).longValue();
    return held.packets() == said.packets() / common
        && held.seconds() == seconds / common
        && held.burst() == said.tokens();
  }

  /** Gives loaded buckets the places of those of the source that are like them, each one. */
  private void join(List<Held> held, List<Said> left, BiPredicate<Held, Said> isLike) {
    held.removeIf(
        here -> {
          for (Said there : left) {
            if (isSameRate(here.limit(), there.limit) && isLike.test(here, there)) {
              set(here, bucket(there.ofLog ? logs : limits, there.rule));
              left.remove(there);
              return true;
            }
          }
          return false;
        });
  }

  private void set(Held held, int bucket) {
    Objects.requireNonNull(loaded.get(held.rule))[held.place] = bucket;
  }

  private static int bucket(Map<Rule, Integer> of, Rule rule) {
    return Objects.requireNonNull(of.get(rule), "a bucket");
  }

  /** How many there are. */
  int count() {
    return words.size();
  }

  /** The number of the bucket of a rule's limit. */
  int ofLimit(Rule rule) {
    return bucket(limits, rule);
  }

  /** The number of the bucket of a rule's log. */
  int ofLog(Rule rule) {
    return bucket(logs, rule);
  }

  /** The number of the bucket of a loaded rule whose limit is at that place of its conditions. */
  int of(org.labwall.loaded.Rule rule, int place) {
    return Objects.requireNonNull(loaded.get(rule), "a rule with a limit")[place];
  }

  /** Buckets in words. */
  String text(List<Integer> buckets) {
    return buckets.isEmpty()
        ? "no limit"
        : String.join(", ", buckets.stream().map(words::get).toList());
  }
}
