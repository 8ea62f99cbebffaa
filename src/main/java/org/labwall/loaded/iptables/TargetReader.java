package org.labwall.loaded.iptables;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.labwall.loaded.Verdict;

/** Reads the target of a rule and its options, and makes statements and a verdict of them. */
final class TargetReader {
  /** Targets of iptables-extensions(8) that are no chains, and not read. */
  private static final Set<String> OTHERS =
      Set.of(
          "AUDIT",
          "CHECKSUM",
          "CLASSIFY",
          "CLUSTERIP",
          "CONNMARK",
          "CONNSECMARK",
          "DNPT",
          "DSCP",
          "ECN",
          "HL",
          "HMARK",
          "IDLETIMER",
          "LED",
          "MARK",
          "NETMAP",
          "NFQUEUE",
          "NOTRACK",
          "QUEUE",
          "RATEEST",
          "SECMARK",
          "SET",
          "SNPT",
          "SYNPROXY",
          "TCPOPTSTRIP",
          "TEE",
          "TOS",
          "TPROXY",
          "TRACE",
          "TTL",
          "ULOG");

  private final RuleReader rule;
  private final String table;
  private @Nullable Verdict verdict;
  private @Nullable Target target;

  TargetReader(RuleReader rule, String table) {
    this.rule = rule;
    this.table = table;
  }

  /** Reads the values of an option; false where it is none of these. */
  boolean take(String option, boolean negated) {
    boolean jump = option.equals("-j") || option.equals("--jump");
    if (jump || option.equals("-g") || option.equals("--goto")) {
      rule.positive(negated, option);
      rule.once("-j");
      read(rule.line().value(), jump);
      return true;
    }
    if (target == null || !target.take(option, rule)) {
      return false;
    }
    rule.positive(negated, option);
    return true;
  }

  private void read(String name, boolean jump) {
    if (!jump) {
      verdict = new Verdict.Goto(name);
      return;
    }
    switch (name) {
      case "ACCEPT" -> verdict = new Verdict.Accept();
      case "DROP" -> verdict = new Verdict.Drop();
      case "RETURN" -> verdict = new Verdict.Return();
      case "LOG" -> target = new LogTarget();
      case "NFLOG" -> target = new GroupLogTarget();
      case "CT" -> target = new HelperTarget();
      case "REJECT" -> target = new RejectTarget();
      case "SNAT" -> target = translation(Verdict.Translation.SOURCE);
      case "DNAT" -> target = translation(Verdict.Translation.DESTINATION);
      case "MASQUERADE" -> target = translation(Verdict.Translation.MASQUERADE);
      case "REDIRECT" -> target = translation(Verdict.Translation.REDIRECT);
      // It changes an option of TCP, and nothing of what becomes of the packet.
      case "TCPMSS" -> rule.line().skip();
      // What is no chain, but a target that is not known here, is found when all chains are there.
      default -> {
        if (OTHERS.contains(name)) {
          throw rule.line().unknown("The target `" + name + "` is not known here.");
        }
        verdict = new Verdict.Jump(name);
      }
    }
  }

  private Target translation(Verdict.Translation kind) {
    if (!table.equals("nat")) {
      throw rule.line().malformed("Addresses are translated in the table `nat` only.");
    }
    return new TranslationTarget(kind);
  }

  /** What the rule says in the end. */
  Verdict verdict() {
    if (target != null) {
      return target.end(rule);
    }
    return verdict == null ? new Verdict.Continue() : verdict;
  }
}
