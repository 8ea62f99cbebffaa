package org.labwall.proof;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

    Key key(String line) {
      return new Key(ofLog, rate(limit), line);
    }
  }

  /** A bucket of a loaded rule, by its place among the conditions. */
  private record Held(org.labwall.loaded.Rule rule, int place) {
    /** What it is alike by, where its comment starts with a line of the source. */
    List<Key> ofLines() {
      List<Key> keys = new ArrayList<>();
      String comment = rule.comment();
      for (int end = comment.length(); end > 0; end = comment.lastIndexOf(' ', end - 1)) {
        keys.add(key(comment.substring(0, end)));
      }
      return keys;
    }

    /** What it is alike by, whatever its comment. */
    Key key(String line) {
      Match.Limit limit = (Match.Limit) rule.matches().get(place);
      boolean ofLog = rule.verdict() instanceof Verdict.Continue;
      return new Key(
          ofLog, new Match.Limit(limit.packets(), limit.seconds(), limit.burst(), false), line);
    }
  }

  /** What buckets are alike by: whether only a log depends on them, the rate, and a line. */
  private record Key(boolean ofLog, Match.Limit rate, String line) {}

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
    Set<Said> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    join(held, Held::ofLines, said, it -> it.key(it.rule.span().cite()), taken);
    join(held, it -> List.of(it.key("")), said, it -> it.key(""), taken);
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

  private static Match.Limit rate(Rule.Limit said) {
    long seconds =
        switch (said.unit()) {
          case SECOND -> 1;
          case MINUTE -> 60;
          case HOUR -> 3_600;
          case DAY -> 86_400;
        };
    long common = BigInteger.valueOf(seconds).gcd(BigInteger.valueOf(said.packets())).longValue();
    return new Match.Limit(said.packets() / common, seconds / common, said.tokens(), false);
  }

  /** Gives loaded buckets the places of those of the source that are alike, each one. */
  private void join(
      List<Held> held,
      Function<Held, List<Key>> keysOfHeld,
      List<Said> said,
      Function<Said, Key> keyOfSaid,
      Set<Said> taken) {
    Map<Key, Deque<Said>> alike = new HashMap<>();
    for (Said each : said) {
      if (!taken.contains(each)) {
        alike.computeIfAbsent(keyOfSaid.apply(each), key -> new ArrayDeque<>()).add(each);
      }
    }
    held.removeIf(
        here -> {
          for (Key key : keysOfHeld.apply(here)) {
            Said there = alike.getOrDefault(key, new ArrayDeque<>()).poll();
            if (there != null) {
              set(here, bucket(there.ofLog ? logs : limits, there.rule));
              return taken.add(there);
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
