package org.labwall.loaded.iptables;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.AddressRange;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.Value;
import org.labwall.loaded.Verdict;
import org.labwall.loaded.Verdict.Translation;

/** The targets SNAT, DNAT, MASQUERADE and REDIRECT. */
final class TranslationTarget implements Target {
  private final Translation kind;
  private final Set<Verdict.Choice> choices = EnumSet.noneOf(Verdict.Choice.class);
  private Optional<AddressRange> addresses = Optional.empty();
  private Optional<Value.Numbers> ports = Optional.empty();

  TranslationTarget(Translation kind) {
    this.kind = kind;
  }

  @Override
  public boolean take(String option, RuleReader rule) {
    boolean taken =
        switch (option) {
          case "--to-source" -> kind == Translation.SOURCE;
          case "--to-destination" -> kind == Translation.DESTINATION;
          case "--to-ports" -> kind == Translation.MASQUERADE || kind == Translation.REDIRECT;
          case "--random" -> choices.add(Verdict.Choice.RANDOM) || true;
          case "--random-fully" ->
              (kind == Translation.SOURCE || kind == Translation.MASQUERADE)
                  && (choices.add(Verdict.Choice.FULLY_RANDOM) || true);
          case "--persistent" ->
              (kind == Translation.SOURCE || kind == Translation.DESTINATION)
                  && (choices.add(Verdict.Choice.PERSISTENT) || true);
          default -> false;
        };
    if (taken && option.startsWith("--to-")) {
      rule.once("--to-");
      read(option.equals("--to-ports"), rule);
    }
    return taken;
  }

  private void read(boolean portsOnly, RuleReader rule) {
    Line line = rule.line();
    String text = line.value();
    if (portsOnly) {
      ports = Optional.of(Operands.ports(line, text, '-'));
      return;
    }
    boolean brackets = text.startsWith("[");
    int close = text.indexOf(']');
    int colon = brackets ? close + 1 : lastColon(text);
    if (brackets && (close < 0 || (colon < text.length() && text.charAt(colon) != ':'))) {
      throw line.malformed("`" + text + "` is no address with a port.");
    }
    String before =
        brackets ? text.substring(1, close) : colon < 0 ? text : text.substring(0, colon);
    if (!before.isEmpty()) {
      addresses = Optional.of(Operands.addressRange(line, rule.family(), before));
    }
    if (colon >= 0 && colon < text.length()) {
      ports = Optional.of(Operands.ports(line, text.substring(colon + 1), '-'));
    } else if (before.isEmpty()) {
      throw line.malformed("`" + text + "` is no address.");
    }
  }

  /** Where a port starts behind an address without brackets: IPv6 has none there. */
  private static int lastColon(String text) {
    int colon = text.indexOf(':');
    return text.indexOf(':', colon + 1) >= 0 ? -1 : colon;
  }

  @Override
  public Verdict end(RuleReader rule) {
    boolean toAddress = kind == Translation.SOURCE || kind == Translation.DESTINATION;
    if (toAddress && addresses.isEmpty() && ports.isEmpty()) {
      throw rule.line().malformed("It does not say to which address it translates.");
    }
    NumberSet protocols = rule.draft().protocols();
    if (ports.isPresent() && !ProtocolNames.havePorts(protocols)) {
      throw rule.line().malformed("A port is given, and `-p` with a protocol of ports is missing.");
    }
    return new Verdict.Translate(kind, addresses, ports, choices);
  }
}
