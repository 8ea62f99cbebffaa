package org.labwall.loaded.nftables;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.Statement;
import org.labwall.source.Span;

/** What a table declares besides its chains, for its rules to name. */
final class Declared {
  private static final Set<String> FAMILIES = Set.of("ip", "ip6", "inet");

  private final Tokens tokens;
  private final Map<String, DeclaredSet> sets = new HashMap<>();
  private final Map<String, Statement.Follow> helpers = new HashMap<>();
  private final Set<String> counters = new HashSet<>();

  Declared(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Reads a set or map, behind this word. */
  void readSet(boolean map) {
    Span place = tokens.here();
    String name = tokens.word();
    if (sets.containsKey(name)) {
      throw NotUnderstood.dangling(place, "There are two sets `" + name + "`.");
    }
    sets.put(name, new SetReader(tokens, name, place, map).read());
  }

  /** Reads an object of connection tracking, behind {@code ct}; only helpers are known. */
  void readHelper() {
    tokens.expect("helper");
    Span place = tokens.here();
    String name = tokens.wordOrString();
    tokens.expect("{");
    tokens.skipNewlines();
    tokens.expect("type");
    String helper = tokens.string();
    tokens.expect("protocol");
    String protocol = tokens.word();
    boolean tcp = protocol.equals("tcp");
    if (!tcp && !protocol.equals("udp")) {
      throw Values.bad(tokens, protocol, "no protocol that has helpers");
    }
    tokens.endStatement();
    if (tokens.take("l3proto")) {
      String family = tokens.word();
      if (!FAMILIES.contains(family)) {
        throw Values.bad(tokens, family, "no family");
      }
      tokens.endStatement();
    }
    tokens.expect("}");
    Statement.Follow follow =
        new Statement.Follow(helper, tcp ? ProtocolNames.TCP : ProtocolNames.UDP);
    if (helpers.put(name, follow) != null) {
      throw NotUnderstood.dangling(place, "There are two helpers `" + name + "`.");
    }
  }

  /** Reads a counter with a name, which says nothing of packets. */
  void readCounter() {
    counters.add(tokens.wordOrString());
    tokens.expect("{");
    tokens.skipNewlines();
    if (tokens.take("packets")) {
      tokens.count();
      tokens.expect("bytes");
      tokens.count();
      tokens.endStatement();
    }
    tokens.expect("}");
  }

  /** Takes the name of a counter that is declared. */
  void counter() {
    String name = tokens.wordOrString();
    if (!counters.contains(name)) {
      throw NotUnderstood.dangling(tokens.last(), "There is no counter `" + name + "`.");
    }
  }

  /** Takes the name of a helper that is declared. */
  Statement.Follow helper() {
    String name = tokens.wordOrString();
    Statement.Follow helper = helpers.get(name);
    if (helper == null) {
      throw NotUnderstood.dangling(tokens.last(), "There is no helper `" + name + "`.");
    }
    return helper;
  }

  /** Takes the name of a set that has keys of these types. */
  DeclaredSet set(List<KeyType> types, boolean map) {
    String name = tokens.word();
    DeclaredSet set = sets.get(name);
    if (set == null || set.map() != map) {
      String what = map ? "map" : "set";
      throw NotUnderstood.dangling(tokens.last(), "There is no " + what + " `" + name + "`.");
    }
    if (!set.types().equals(types)) {
      throw NotUnderstood.dangling(
          tokens.last(), "`" + name + "` has keys of another type than what it is compared with.");
    }
    return set;
  }
}
