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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

    String words() {
      return "the %s %d/%s of %s"
          .formatted(
              ofLog ? "rate" : "limit",
              limit.packets(),
              limit.unit().name().toLowerCase(Locale.ROOT),
              rule.span().cite());
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
    Twins twins = new Twins();
    for (Said each : said) {
      Optional<Said> twin = twins.of(each);
      int bucket = twin.map(it -> bucket(it.ofLog ? logs : limits, it.rule)).orElse(words.size());
      (each.ofLog ? logs : limits).put(each.rule, bucket);
      if (twin.isEmpty()) {
        words.add(each.words());
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
      words.add("a limit that the source does not have, " + rate(each.key("").rate()));
    }
  }

  /**
   * What the first of two machines says as well: in the same words, or at least at the same rate.
   */
  private static final class Twins {
    private final Map<Key, Deque<Said>> byText = new HashMap<>();
    private final Map<Key, Deque<Said>> byRate = new HashMap<>();
    private final Set<Said> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private Optional<Node> first = Optional.empty();

    Optional<Said> of(Said said) {
      if (first.isEmpty() || first.get() == said.node) {
        first = Optional.of(said.node);
        byText.computeIfAbsent(said.key(said.text()), it -> new ArrayDeque<>()).add(said);
        byRate.computeIfAbsent(said.key(""), it -> new ArrayDeque<>()).add(said);
        return Optional.empty();
      }
      Optional<Said> twin =
          next(byText.get(said.key(said.text()))).or(() -> next(byRate.get(said.key(""))));
      twin.ifPresent(taken::add);
      return twin;
    }

    private Optional<Said> next(@Nullable Deque<Said> alike) {
      while (alike != null && !alike.isEmpty()) {
        Said said = alike.remove();
        if (!taken.contains(said)) {
          return Optional.of(said);
        }
      }
      return Optional.empty();
    }
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

  private static String rate(Match.Limit limit) {
    return "%d every %d s, burst %d".formatted(limit.packets(), limit.seconds(), limit.burst());
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
