package org.labwall.loaded.nftables;

import java.math.BigInteger;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.loaded.Match;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.RuleDraft;
import org.labwall.loaded.Verdict;
import org.labwall.loaded.Verdict.With;

/** Reads the statements of a rule but for plain verdicts and helpers. */
final class StatementReader {
  private static final int DEFAULT_BURST = 5;

  private final Tokens tokens;
  private final Family family;
  private final boolean mixed;

  StatementReader(Tokens tokens, Family family, boolean mixed) {
    this.tokens = tokens;
    this.family = family;
    this.mixed = mixed;
  }

  /** Reads a statement that does not decide; false where the word starts none. */
  boolean take(String word, RuleDraft rule) {
    if (!word.equals("log")) {
      return false;
    }
    rule.add(new LogReader(tokens).read());
    return true;
  }

  /** The verdict whose first word was {@code word}; empty where it starts none. */
  Optional<Verdict> verdict(String word, RuleDraft rule) {
    return switch (word) {
      case "reject" -> Optional.of(new Verdict.Reject(rejection(rule)));
      case "dnat" -> translation(Verdict.Translation.DESTINATION, rule);
      case "snat" -> translation(Verdict.Translation.SOURCE, rule);
      case "masquerade" -> translation(Verdict.Translation.MASQUERADE, rule);
      case "redirect" -> translation(Verdict.Translation.REDIRECT, rule);
      default -> Optional.empty();
    };
  }

  private Optional<Verdict> translation(Verdict.Translation kind, RuleDraft rule) {
    return Optional.of(new TranslationReader(tokens, family, mixed, kind).read(rule));
  }

  private With rejection(RuleDraft rule) {
    if (!tokens.take("with")) {
      return With.PORT_UNREACHABLE;
    }
    String protocol = tokens.word();
    if (protocol.equals("tcp")) {
      tokens.expect("reset");
      needTcp(rule);
      return With.TCP_RESET;
    }
    tokens.take("type");
    String word = tokens.word();
    Optional<With> with =
        switch (protocol) {
          case "icmp" -> ofFamily(Family.IPV4, rule, Rejections.icmp(word));
          case "icmpv6" -> ofFamily(Family.IPV6, rule, Rejections.icmpv6(word));
          case "icmpx" -> Rejections.icmpx(word, family);
          default -> Optional.empty();
        };
    return with.orElseThrow(
        () ->
            NotUnderstood.malformed(
                tokens.last(), "Nothing is rejected with `" + protocol + " " + word + "` here."));
  }

  /** nft asks for the protocol before all else where the rule does not. */
  private void needTcp(RuleDraft rule) {
    NumberSet tcp = NumberSet.of(ProtocolNames.TCP);
    if (rule.protocols().equals(tcp)) {
      return;
    }
    if (rule.hasLimit() || rule.hasStatements()) {
      throw NotUnderstood.unknown(tokens.last(), "`meta l4proto tcp` is missing before this.");
    }
    rule.add(new Match.Protocols(tcp));
  }

  private Optional<With> ofFamily(Family given, RuleDraft rule, Optional<With> with) {
    if (given != family) {
      if (!mixed) {
        return Optional.empty();
      }
      rule.add(new Match.Protocols(NumberSet.NONE));
    }
    return with;
  }

  /** A limit, behind its word. */
  Match limit() {
    tokens.expect("rate");
    boolean over = tokens.take("over");
    String text = tokens.word();
    int slash = text.indexOf('/');
    int packets =
        Tokens.number(slash < 0 ? "" : text.substring(0, slash), Integer.MAX_VALUE).orElse(0);
    long seconds = slash < 0 ? 0 : seconds(text.substring(slash + 1));
    if (packets == 0 || seconds == 0) {
      throw NotUnderstood.unknown(
          tokens.last(), "`" + text + "` is no rate of packets that is known here.");
    }
    int burst = DEFAULT_BURST;
    if (tokens.take("burst")) {
      burst = tokens.number(Integer.MAX_VALUE);
      tokens.expect("packets");
    }
    long divisor = BigInteger.valueOf(packets).gcd(BigInteger.valueOf(seconds)).longValueExact();
    return new Match.Limit(packets / divisor, seconds / divisor, burst, over);
  }

  private static long seconds(String unit) {
    return switch (unit) {
      case "second" -> 1;
      case "minute" -> 60;
      case "hour" -> 3600;
      case "day" -> 86_400;
      case "week" -> 604_800;
      default -> 0;
    };
  }
}
