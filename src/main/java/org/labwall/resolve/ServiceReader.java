package org.labwall.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.labwall.address.Family;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.model.Service;

/** Reads a service that is written out: {@code tcp/80}, {@code icmp/echo-request}. */
public final class ServiceReader {
  private static final Map<String, Integer> PORT_PROTOCOLS =
      Map.of("tcp", 6, "udp", 17, "sctp", 132);
  private static final Map<String, Integer> ICMP = types(icmpNames());
  private static final Map<String, Integer> ICMP6 = types(icmp6Names());
  private static final List<String> PROTOCOLS =
      List.of("tcp", "udp", "sctp", "icmp", "icmp6", "proto");

  private static final Pattern RANGE_ELSEWHERE = Pattern.compile("[0-9]{1,5}:[0-9]{1,5}");

  private static final String BEHIND_A_SLASH =
      "There are ports of tcp, udp and sctp, types of icmp and icmp6, and proto with a number.";

  private final Values values;

  /** By the words that came up already. */
  private final Map<String, List<Service>> services = new HashMap<>();

  ServiceReader(Values values) {
    this.values = values;
  }

  /** The names of RFC 792 and its followers, as iptables(8) spells them. */
  private static String icmpNames() {
    return "echo-reply 0 destination-unreachable 3 source-quench 4 redirect 5 echo-request 8"
        + " router-advertisement 9 router-solicitation 10 time-exceeded 11 parameter-problem 12"
        + " timestamp-request 13 timestamp-reply 14 address-mask-request 17 address-mask-reply 18";
  }

  /** The names of RFC 4443 and its followers, as ip6tables(8) spells them. */
  private static String icmp6Names() {
    return "destination-unreachable 1 packet-too-big 2 time-exceeded 3 parameter-problem 4"
        + " echo-request 128 echo-reply 129 router-solicitation 133 router-advertisement 134"
        + " neighbour-solicitation 135 neighbor-solicitation 135 neighbour-advertisement 136"
        + " neighbor-advertisement 136 redirect 137";
  }

  private static Map<String, Integer> types(String names) {
    Map<String, Integer> types = new LinkedHashMap<>();
    String[] words = names.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      types.put(words[i], Integer.parseInt(words[i + 1]));
    }
    return types;
  }

  /** The service that is written so; nothing, reported, where there is none. */
  public static Optional<Service> service(Word word, Diagnostics diagnostics) {
    return new ServiceReader(new Values(diagnostics)).service(word);
  }

  /** Whether a word has the shape of a service, right or wrong, and not that of a network. */
  public static boolean isWritten(String text) {
    int slash = text.indexOf('/');
    for (int i = 0; i < slash; i++) {
      if (isNoHexDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNoHexDigit(int character) {
    return (character >= 'g' && character <= 'z') || (character >= 'G' && character <= 'Z');
  }

  /** What the word stands for: one service, or, reported, nothing. */
  List<Service> read(Word word) {
    List<Service> known = services.get(word.text());
    if (known != null) {
      return known;
    }
    Optional<Service> service = service(word);
    service.ifPresent(it -> services.put(word.text(), List.of(it)));
    return service.map(List::of).orElse(List.of());
  }

  private Optional<Service> service(Word word) {
    String text = word.text();
    int slash = text.indexOf('/');
    String protocol = text.substring(0, slash).toLowerCase(Locale.ROOT);
    String rest = text.substring(slash + 1);
    Integer withPorts = PORT_PROTOCOLS.get(protocol);
    if (withPorts != null) {
      return ports(word, withPorts, rest);
    }
    return switch (protocol) {
      case "icmp" -> icmp(word, Family.IPV4, rest, ICMP);
      case "icmp6", "icmpv6" -> icmp(word, Family.IPV6, rest, ICMP6);
      case "proto" -> {
        OptionalInt number =
            values.number(word.withText(rest), 1, 255, Code.BAD_SERVICE, "An IP protocol");
        yield number.isPresent()
            ? Optional.of(new Service.Protocol(number.getAsInt()))
            : Optional.empty();
      }
      default -> {
        values
            .diagnostics()
            .add(
                Diagnostic.at(
                        word.span(),
                        Code.BAD_SERVICE,
                        "There is no protocol `"
                            + Values.shown(protocol)
                            + "` with ports or types.")
                    .hint(Similar.hint(protocol, PROTOCOLS).or(() -> Optional.of(BEHIND_A_SLASH))));
        yield Optional.empty();
      }
    };
  }

  private Optional<Service> ports(Word word, int protocol, String rest) {
    int dash = rest.indexOf('-');
    if (rest.isEmpty() || rest.startsWith("-") || rest.endsWith("-")) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(word.span(), Code.BAD_SERVICE, "A port is missing here.")
                  .hint("Write one port, `tcp/80`, or both ends of a range, `tcp/8000-8100`."));
      return Optional.empty();
    }
    Optional<String> meant = portHint(word.text(), rest);
    if (meant.isPresent()) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      word.span(),
                      Code.BAD_SERVICE,
                      "`" + Values.shown(rest) + "` is no port and no range of ports.")
                  .hint(meant));
      return Optional.empty();
    }
    List<Integer> ends = new ArrayList<>();
    for (String end : dash < 0 ? new String[] {rest} : rest.split("-", 2)) {
      values.number(word.withText(end), 0, 65535, Code.BAD_SERVICE, "A port").ifPresent(ends::add);
    }
    if (ends.size() < (dash < 0 ? 1 : 2)) {
      return Optional.empty();
    }
    int first = ends.get(0);
    int last = ends.get(ends.size() - 1);
    if (first > last) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(word.span(), Code.REVERSED_RANGE, "This range ends before it starts.")
                  .hint("Write `" + last + "-" + first + "`."));
      return Optional.empty();
    }
    return Optional.of(new Service.Ports(protocol, first, last));
  }

  /** Advice on ports that are written as in other tools: {@code tcp/80:90}, {@code tcp/http}. */
  private static Optional<String> portHint(String text, String rest) {
    if (RANGE_ELSEWHERE.matcher(rest).matches()) {
      return Optional.of("Write `" + text.replace(':', '-') + "`.");
    }
    return Character.isLetter(rest.codePointAt(0))
        ? Optional.of("A service that has a name stands alone: `" + Values.shown(rest) + "`.")
        : Optional.empty();
  }

  private Optional<Service> icmp(
      Word word, Family family, String rest, Map<String, Integer> names) {
    int slash = rest.indexOf('/');
    String type = (slash < 0 ? rest : rest.substring(0, slash)).toLowerCase(Locale.ROOT);
    OptionalInt code = OptionalInt.empty();
    if (slash >= 0) {
      code =
          values.number(
              word.withText(rest.substring(slash + 1)), 0, 255, Code.BAD_SERVICE, "An ICMP code");
      if (code.isEmpty()) {
        return Optional.empty();
      }
    }
    Integer named = names.get(type);
    if (named != null) {
      return Optional.of(new Service.Icmp(family, named, code));
    }
    if (!Values.isNumber(type)) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      word.span(),
                      Code.BAD_SERVICE,
                      "There is no ICMP type `" + Values.shown(type) + "`.")
                  .hint(Similar.hint(type, names.keySet())));
      return Optional.empty();
    }
    OptionalInt number =
        values.number(
            word.withText(type),
            0,
            Service.Icmp.highestType(family),
            Code.BAD_SERVICE,
            "An ICMP type");
    return number.isPresent()
        ? Optional.of(new Service.Icmp(family, number.getAsInt(), code))
        : Optional.empty();
  }
}
