package org.labwall.loaded.nftables;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.loaded.Match;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.RuleDraft;
import org.labwall.loaded.Value;
import org.labwall.loaded.Verdict;
import org.labwall.loaded.Verdict.Choice;
import org.labwall.loaded.Verdict.Translation;

/** Reads to what addresses and ports are translated, behind the word for it. */
final class TranslationReader {
  private final Tokens tokens;
  private final boolean mixed;
  private final Translation kind;
  private Family family;
  private Optional<AddressRange> addresses = Optional.empty();
  private Optional<Value.Numbers> ports = Optional.empty();

  TranslationReader(Tokens tokens, Family family, boolean mixed, Translation kind) {
    this.tokens = tokens;
    this.family = family;
    this.mixed = mixed;
    this.kind = kind;
  }

  /** The verdict; what it implies is added to the rule. */
  Verdict read(RuleDraft rule) {
    family(rule);
    boolean toAddress = kind == Translation.SOURCE || kind == Translation.DESTINATION;
    boolean to = tokens.take("to");
    if (to || toAddress) {
      target(tokens.word(), toAddress);
    }
    if (ports.isPresent() && !ProtocolNames.havePorts(rule.protocols())) {
      throw tokens.malformed("A port is given, and a protocol of ports is missing before.");
    }
    return new Verdict.Translate(kind, addresses, ports, choices());
  }

  private void family(RuleDraft rule) {
    boolean four = tokens.take("ip");
    if (!four && !tokens.take("ip6")) {
      return;
    }
    Family given = four ? Family.IPV4 : Family.IPV6;
    if (given != family) {
      if (!mixed) {
        throw tokens.malformed("This is of the other family than the table.");
      }
      rule.add(new Match.Protocols(NumberSet.NONE));
      family = given;
    }
  }

  private void target(String text, boolean toAddress) {
    int colon = portColon(text);
    String address = colon < 0 ? text : text.substring(0, colon);
    if (colon >= 0) {
      String port = text.substring(colon + 1);
      // nft -S writes the name of a service in quotes behind the colon.
      boolean named = port.isEmpty() && tokens.kind() == Tokens.Kind.STRING;
      ports = Optional.of(Values.ports(named ? tokens.string() : port, tokens));
    }
    if (!address.isEmpty() || colon < 0) {
      addresses = Optional.of(addresses(address, toAddress));
    }
  }

  /** Where a port starts: behind brackets or the only colon; -1 where there is none. */
  private static int portColon(String text) {
    int bracket = text.lastIndexOf("]:");
    if (bracket >= 0) {
      return bracket + 1;
    }
    int colon = text.indexOf(':');
    return text.indexOf(':', colon + 1) >= 0 ? -1 : colon;
  }

  private AddressRange addresses(String text, boolean toAddress) {
    String plain = text.replace("[", "").replace("]", "");
    Optional<AddressRange> range =
        plain.indexOf('-') >= 0
            ? AddressRange.parse(plain)
            : Address.parse(plain).map(it -> new AddressRange(it, it));
    if (range.isEmpty() || !toAddress) {
      throw Values.bad(tokens, text, "no address that can stand here");
    }
    if (range.get().family() != family) {
      throw Values.bad(tokens, text, "of the other family");
    }
    return range.get();
  }

  private Set<Choice> choices() {
    EnumSet<Choice> choices = EnumSet.noneOf(Choice.class);
    do {
      if (tokens.take("random")) {
        choices.add(Choice.RANDOM);
      } else if (tokens.take("fully-random")) {
        choices.add(Choice.FULLY_RANDOM);
      } else if (tokens.take("persistent")) {
        choices.add(Choice.PERSISTENT);
      }
    } while (tokens.take(","));
    return choices;
  }
}
