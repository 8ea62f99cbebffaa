package org.labwall.loaded.nftables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.loaded.Complaints;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.RuleSet;
import org.labwall.loaded.Table;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** Reads a file that {@code nft -f} loads, or that {@code nft list ruleset} prints. */
public final class NftReader {
  private final Tokens tokens;
  private final Complaints complaints;
  private final Map<Key, Span> known = new LinkedHashMap<>();
  private final Map<Key, Map<Family, Table>> tables = new LinkedHashMap<>();

  /** A table's family, as nft calls it, and name. */
  private record Key(String family, String name) {
    List<Family> families() {
      return switch (family) {
        case "ip" -> List.of(Family.IPV4);
        case "ip6" -> List.of(Family.IPV6);
        default -> List.of(Family.IPV4, Family.IPV6);
      };
    }
  }

  private NftReader(SourceFile file, Complaints complaints) {
    this.tokens = new Tokens(file);
    this.complaints = complaints;
  }

  /** The rules of a file; they are whole only where there is no diagnostic. */
  public static NftRules read(SourceFile file, Diagnostics diagnostics) {
    NftReader reader = new NftReader(file, new Complaints(diagnostics));
    reader.read();
    return new NftRules(reader.rules(Family.IPV4), reader.rules(Family.IPV6));
  }

  private RuleSet rules(Family family) {
    List<Table> all = new ArrayList<>();
    for (Map<Family, Table> table : tables.values()) {
      Optional.ofNullable(table.get(family)).ifPresent(all::add);
    }
    return new RuleSet(family, all);
  }

  private void read() {
    tokens.skipSeparators();
    while (tokens.kind() != Tokens.Kind.END && !complaints.areEnough()) {
      try {
        command(tokens.word());
      } catch (NotUnderstood problem) {
        complaints.add(problem);
        tokens.skipStatement(0);
        // A brace that closes nothing is no end of a statement here.
        tokens.take("}");
      }
      tokens.skipSeparators();
    }
    known.forEach(
        (key, place) -> {
          if (!tables.containsKey(key)) {
            complaints.add(
                NotUnderstood.malformed(
                    place,
                    "The table `"
                        + key.name()
                        + "` is declared and has no rules: the file is cut."));
          }
        });
    if (tables.isEmpty() && known.isEmpty()) {
      complaints.add(
          NotUnderstood.malformed(tokens.here(), "There is no table with rules in this file."));
    }
  }

  private void command(String word) {
    switch (word) {
      case "table" -> table();
      case "add" -> {
        tokens.expect("table");
        table();
      }
      case "delete" -> {
        tokens.expect("table");
        Span place = tokens.here();
        Key key = key();
        if (known.remove(key) == null) {
          throw NotUnderstood.dangling(place, "There is no such table to delete yet.");
        }
        tables.remove(key);
        tokens.endStatement();
      }
      case "flush" -> {
        flush();
        tokens.endStatement();
      }
      default ->
          throw NotUnderstood.unknown(
              tokens.last(), "The command `" + word + "` is not known here.");
    }
  }

  private void flush() {
    if (tokens.take("ruleset")) {
      known.clear();
      tables.clear();
      return;
    }
    tokens.expect("table");
    Span place = tokens.here();
    Key key = key();
    if (!known.containsKey(key) || tables.containsKey(key)) {
      throw NotUnderstood.unknown(
          place, "A table is flushed here only where it is declared and empty.");
    }
  }

  private Key key() {
    String word = tokens.word();
    return switch (word) {
      case "ip", "ip6", "inet" -> new Key(word, tokens.word());
      case "arp", "bridge", "netdev" ->
          throw NotUnderstood.unknown(
              tokens.last(), "Tables of the family `" + word + "` are not known here.");
      default -> new Key("ip", word);
    };
  }

  private void table() {
    Span place = tokens.here();
    Key key = key();
    known.put(key, place);
    if (tokens.is("{")) {
      if (tables.containsKey(key)) {
        throw NotUnderstood.dangling(place, "There are two tables `" + key.name() + "`.");
      }
      tables.put(
          key, new TableReader(tokens, complaints, key.name(), key.families(), place).read());
    }
    tokens.endStatement();
  }
}
