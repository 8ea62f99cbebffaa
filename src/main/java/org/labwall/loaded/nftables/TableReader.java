package org.labwall.loaded.nftables;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.loaded.Chain;
import org.labwall.loaded.ChainCalls;
import org.labwall.loaded.Complaints;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.Rule;
import org.labwall.loaded.Table;
import org.labwall.source.Span;

/**
 * Reads a table: first what rules may name, then the chains, once for each family that it is for.
 */
final class TableReader {
  private final Tokens tokens;
  private final Complaints complaints;
  private final String name;
  private final List<Family> families;
  private final Span place;
  private final Declared declared;

  TableReader(
      Tokens tokens, Complaints complaints, String name, List<Family> families, Span place) {
    this.tokens = tokens;
    this.complaints = complaints;
    this.name = name;
    this.families = families;
    this.place = place;
    this.declared = new Declared(tokens);
  }

  /** Reads one part of a table whose first word is given; false where it is to be passed over. */
  private interface Item {
    boolean read(String word);
  }

  /** The table as each family has it, from its brace on. */
  Map<Family, Table> read() {
    int outside = tokens.depth();
    tokens.expect("{");
    Tokens.Mark start = tokens.mark();
    body(outside + 1, this::declaration);
    Map<Family, Table> tables = new EnumMap<>(Family.class);
    for (Family family : families) {
      if (complaints.areEnough()) {
        break;
      }
      tokens.goBack(start);
      LinkedHashMap<String, Chain> chains = new LinkedHashMap<>();
      body(outside + 1, word -> chain(word, family, chains));
      Table table = new Table(name, chains, place);
      ChainCalls.check(table, complaints);
      tables.put(family, table);
    }
    if (!tokens.take("}")) {
      complaints.add(
          NotUnderstood.malformed(
              place, "The table `" + name + "` is not closed: the file is cut."));
    }
    return tables;
  }

  /** Reads parts up to the brace that closes the table. */
  private void body(int depth, Item item) {
    tokens.skipSeparators();
    while (!tokens.is("}") && tokens.kind() != Tokens.Kind.END && !complaints.areEnough()) {
      try {
        if (!item.read(tokens.word())) {
          tokens.skipStatement(depth);
        }
      } catch (NotUnderstood problem) {
        complaints.add(problem);
        tokens.skipStatement(depth);
      }
    }
  }

  private boolean declaration(String word) {
    switch (word) {
      case "chain" -> {
        // Read when all is known that its rules may name.
        return false;
      }
      case "set" -> declared.readSet(false);
      case "map" -> declared.readSet(true);
      case "ct" -> declared.readHelper();
      case "counter" -> declared.readCounter();
      case "comment" -> tokens.string();
      default ->
          throw NotUnderstood.unknown(tokens.last(), "`" + word + "` is not known in a table.");
    }
    tokens.endStatement();
    return true;
  }

  private boolean chain(String word, Family family, Map<String, Chain> chains) {
    if (!word.equals("chain")) {
      return false;
    }
    Span span = tokens.here();
    String chain = tokens.word();
    int outside = tokens.depth();
    tokens.expect("{");
    Optional<Chain.Base> base = Optional.empty();
    List<Rule> rules = new ArrayList<>();
    tokens.skipSeparators();
    while (!tokens.is("}") && tokens.kind() != Tokens.Kind.END && !complaints.areEnough()) {
      try {
        if (tokens.is("type") && base.isEmpty() && rules.isEmpty()) {
          base = Optional.of(new BaseReader(tokens).read());
        } else if (tokens.take("comment")) {
          tokens.string();
          tokens.endStatement();
        } else {
          rules.addAll(new RuleReader(tokens, family, families.size() > 1, declared).read());
        }
      } catch (NotUnderstood problem) {
        complaints.add(problem);
        tokens.skipStatement(outside + 1);
      }
    }
    tokens.expect("}");
    if (chains.put(chain, new Chain(chain, base, rules, span)) != null) {
      throw NotUnderstood.dangling(span, "There are two chains `" + chain + "` in this table.");
    }
    tokens.endStatement();
    return true;
  }
}
