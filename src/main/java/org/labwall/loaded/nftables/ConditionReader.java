package org.labwall.loaded.nftables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.labwall.address.Family;
import org.labwall.loaded.ElementSet;
import org.labwall.loaded.Field;
import org.labwall.loaded.Match;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.RuleDraft;
import org.labwall.loaded.Value;
import org.labwall.loaded.Verdict;
import org.labwall.loaded.nftables.Selector.Subject;

/** Reads conditions, and the maps that lead from what a packet has to a verdict. */
final class ConditionReader {
  private static final Match NEVER = new Match.Protocols(NumberSet.NONE);

  private final Tokens tokens;
  private final Family family;
  private final boolean mixed;
  private final Declared declared;
  private final SelectorReader selectors;

  /**
   * What there is besides the conditions, which are in the draft.
   *
   * @param needsPorts whether the protocols that the rule leaves must have ports
   * @param verdict the verdict, where that follows from a field
   * @param arms conditions and their verdicts, where several follow from what is no field
   */
  record Outcome(boolean needsPorts, Optional<Verdict> verdict, List<Arm> arms) {}

  /** A condition that excludes the other ones, and what becomes of a packet that meets it. */
  record Arm(Match condition, Verdict verdict) {}

  ConditionReader(Tokens tokens, Family family, boolean mixed, Declared declared) {
    this.tokens = tokens;
    this.family = family;
    this.mixed = mixed;
    this.declared = declared;
    this.selectors = new SelectorReader(tokens, family);
  }

  /** Reads a condition whose first word was {@code word} into a draft. */
  Outcome read(String word, Supplier<RuleDraft> draft) {
    Selector first = selector(word);
    List<Selector> all = new ArrayList<>(List.of(first));
    while (tokens.take(".")) {
      all.add(selector(tokens.word()));
    }
    RuleDraft rule = draft.get();
    boolean possible = addImplied(all, rule);
    boolean needsPorts = needsPorts(all);
    if (tokens.take("vmap")) {
      return branch(all, needsPorts);
    }
    if (first.subject() == Subject.FAMILY) {
      addFamily(rule);
    } else {
      Match match = match(all);
      if (possible) {
        rule.add(match);
      }
    }
    return new Outcome(needsPorts, Optional.empty(), List.of());
  }

  private Selector selector(String word) {
    return selectors
        .read(word)
        .orElseThrow(
            () -> NotUnderstood.unknown(tokens.last(), "`" + word + "` is not known here."));
  }

  /** Adds the protocols that are implied; false where no packet of the family has all of it. */
  private boolean addImplied(List<Selector> all, RuleDraft rule) {
    boolean possible = true;
    for (Selector selector : all) {
      if (selector.family().isPresent() && selector.family().get() != family) {
        if (!mixed) {
          throw NotUnderstood.malformed(
              tokens.last(), "This is of the other family than the table.");
        }
        possible = false;
      }
      selector
          .protocol()
          .ifPresent(protocol -> rule.add(new Match.Protocols(NumberSet.of(protocol))));
    }
    if (!possible) {
      rule.add(NEVER);
    }
    return possible;
  }

  private static boolean needsPorts(List<Selector> all) {
    return all.stream().noneMatch(it -> it.subject() == Subject.PROTOCOL)
        && all.stream()
            .anyMatch(
                it ->
                    it.subject() == Subject.ORIGINAL_PORT
                        || (it.subject() == Subject.PORT && it.protocol().isEmpty()));
  }

  private Match match(List<Selector> all) {
    Comparison comparison = new Comparison(tokens, all.getFirst());
    if (all.size() == 1 && !tokens.is("@")) {
      return comparison.match();
    }
    if (!comparison.isOfEquality()) {
      throw tokens.malformed("A set is equal or not equal, and nothing else.");
    }
    List<KeyType> types = types(all);
    ElementSet set =
        tokens.take("@")
            ? declared.set(types, false).set()
            : SetReader.anonymous(tokens, types, false);
    checkPorts(all, set);
    return new Match.Lookup(fields(all), set, comparison.isNegated());
  }

  private Outcome branch(List<Selector> all, boolean needsPorts) {
    if (all.size() == 1 && all.getFirst().field().isEmpty()) {
      return new Outcome(needsPorts, Optional.empty(), arms(all.getFirst()));
    }
    List<KeyType> types = types(all);
    ElementSet map =
        tokens.take("@")
            ? declared.set(types, true).set()
            : SetReader.anonymous(tokens, types, true);
    checkPorts(all, map);
    Verdict branch = new Verdict.Branch(fields(all), map);
    return new Outcome(needsPorts, Optional.of(branch), List.of());
  }

  /** The arms of a map in the rule itself. */
  private List<Arm> arms(Selector selector) {
    List<Arm> arms = new ArrayList<>();
    tokens.expect("{");
    do {
      tokens.skipNewlines();
      if (tokens.is("{") || tokens.is("!=") || selector.subject() == Subject.FAMILY) {
        throw NotUnderstood.unknown(tokens.here(), "Such a map is not known here.");
      }
      Match condition = new Comparison(tokens, selector).match();
      tokens.expect(":");
      arms.add(new Arm(condition, Verdicts.read(tokens)));
      tokens.skipNewlines();
    } while (tokens.take(","));
    tokens.expect("}");
    // Their order means nothing, and nft lists them in another one.
    arms.sort(Comparator.comparing(arm -> arm.condition().toString()));
    return arms;
  }

  private List<KeyType> types(List<Selector> all) {
    List<KeyType> types = new ArrayList<>();
    for (Selector selector : all) {
      types.add(
          selector
              .type()
              .orElseThrow(
                  () ->
                      NotUnderstood.unknown(
                          tokens.last(), "Sets of such values are not known here.")));
    }
    return types;
  }

  private static List<Field> fields(List<Selector> all) {
    return all.stream().flatMap(it -> it.field().stream()).toList();
  }

  /** Fails where an element has a port beside a protocol that has none. */
  private void checkPorts(List<Selector> all, ElementSet set) {
    int protocol = all.stream().map(Selector::subject).toList().indexOf(Subject.PROTOCOL);
    boolean ports = all.stream().anyMatch(it -> it.subject() == Subject.PORT);
    if (protocol < 0 || !ports) {
      return;
    }
    for (ElementSet.Element element : set.elements()) {
      if (element.values().get(protocol) instanceof Value.Numbers(int first, int last)
          && !ProtocolNames.havePorts(NumberSet.of(first, last))) {
        throw NotUnderstood.unknown(element.span(), "A port of this protocol is not known here.");
      }
    }
  }

  private void addFamily(RuleDraft rule) {
    boolean negated = tokens.take("!=");
    String word = tokens.word();
    Family named =
        switch (word) {
          case "ipv4", "ip", "2", "0x0800" -> Family.IPV4;
          case "ipv6", "ip6", "10", "0x86dd" -> Family.IPV6;
          default -> throw Values.bad(tokens, word, "no family that is known here");
        };
    if ((named == family) == negated) {
      rule.add(NEVER);
    }
  }
}
