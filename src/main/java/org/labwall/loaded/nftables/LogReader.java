package org.labwall.loaded.nftables;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.Statement;
import org.labwall.loaded.Statement.Flag;

/** Reads what is logged and where, behind {@code log}. */
final class LogReader {
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug");
  private static final Set<String> OPTIONS =
      Set.of("prefix", "level", "group", "snaplen", "queue-threshold", "flags");

  private final Tokens tokens;
  private final EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
  private String prefix = "";
  private int level = Statement.Log.WARNING;
  private OptionalInt group = OptionalInt.empty();
  private OptionalInt length = OptionalInt.empty();
  private OptionalInt threshold = OptionalInt.empty();

  LogReader(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The statement. */
  Statement read() {
    Set<String> given = new HashSet<>();
    while (tokens.kind() == Tokens.Kind.WORD && OPTIONS.contains(tokens.peek())) {
      String option = tokens.word();
      if (!given.add(option) && !option.equals("flags")) {
        throw NotUnderstood.malformed(tokens.last(), "`" + option + "` stands here twice.");
      }
      read(option);
    }
    boolean kernel = given.contains("level") || given.contains("flags");
    if (group.isEmpty() && (length.isPresent() || threshold.isPresent())) {
      throw tokens.malformed("`group` is missing before this.");
    }
    if (group.isPresent() && kernel) {
      throw tokens.malformed("A group of listeners knows neither `level` nor `flags`.");
    }
    return group.isPresent()
        ? new Statement.GroupLog(prefix, group.getAsInt(), length, threshold)
        : new Statement.Log(prefix, level, flags);
  }

  private void read(String option) {
    switch (option) {
      case "prefix" -> prefix = tokens.string();
      case "level" -> level = level();
      case "group" -> group = OptionalInt.of(tokens.number(NumberSet.PORT));
      case "snaplen" -> length = OptionalInt.of(tokens.number(Integer.MAX_VALUE));
      case "queue-threshold" -> threshold = OptionalInt.of(tokens.number(NumberSet.PORT));
      default -> flags();
    }
  }

  private int level() {
    String word = tokens.word();
    int found = LEVELS.indexOf(word);
    if (found < 0) {
      throw Values.bad(tokens, word, "no level of the log");
    }
    return found;
  }

  private void flags() {
    String word = tokens.word();
    switch (word) {
      case "all" -> flags.addAll(EnumSet.allOf(Flag.class));
      case "tcp" -> {
        do {
          flags.add(tokens.take("sequence") ? Flag.TCP_SEQUENCE : option(Flag.TCP_OPTIONS));
        } while (tokens.take(","));
      }
      case "ip" -> flags.add(option(Flag.IP_OPTIONS));
      case "skuid" -> flags.add(Flag.USER);
      case "ether" -> flags.add(Flag.MAC);
      default -> throw Values.bad(tokens, word, "no flag of the log");
    }
  }

  private Flag option(Flag flag) {
    tokens.expect("options");
    return flag;
  }
}
