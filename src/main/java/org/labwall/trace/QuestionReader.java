package org.labwall.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Family;
import org.labwall.model.Service;
import org.labwall.model.Site;

/** Reads questions as they are typed: {@code tcp 172.16.10.5 www:443}. */
public final class QuestionReader {
  /** What packets come from where nothing is said: ports that programs get by themselves. */
  private static final int SOURCE_PORT = 40_000;

  private static final int HIGHEST_PROTOCOL = 255;

  private static final Map<String, Integer> PROTOCOLS =
      Map.of(
          "tcp", Service.TCP,
          "udp", Service.UDP,
          "sctp", Service.SCTP,
          "icmp", Service.ICMP,
          "icmp6", Service.ICMPV6,
          "icmpv6", Service.ICMPV6);

  private static final int ECHO_REQUEST = 8;
  private static final int ECHO_REQUEST_6 = 128;

  private final Services services;
  private final Ends ends;

  /** A reader of questions about a site. */
  public QuestionReader(Site site, Services services) {
    this.services = services;
    this.ends = new Ends(site);
  }

  /**
   * The packets that are asked for: one, or one of each kind that a service has.
   *
   * @param protocol a protocol or a service
   * @param source an end, with a port if there is a colon
   * @param destination likewise
   * @param entry the interface or network by which they come
   */
  public List<Question> read(
      String protocol, String source, String destination, Optional<String> entry) {
    Ends.Word from = Ends.Word.of(source);
    Ends.Word to = Ends.Word.of(destination);
    Question.End start = ends.read(from.host());
    Question.End end = ends.read(to.host());
    Optional<String> by = entry.map(ends::entry);
    if (start instanceof Question.End.Self && end instanceof Question.End.Self) {
      throw new BadQuestion("What a machine says to itself needs no rule.");
    }
    if (start instanceof Question.End.Self && by.isPresent()) {
      throw new BadQuestion("What the machine sends itself comes in by no interface.");
    }
    List<Question> all = new ArrayList<>();
    List<Question.Kind> kinds = kinds(protocol, from.port(), to.port());
    for (Question.Kind kind : kinds) {
      for (Family family : Family.values()) {
        if (kind.existsIn(family) && start.has(family) && end.has(family)) {
          all.add(new Question(kind, start, end, family, by));
          break;
        }
      }
    }
    if (all.isEmpty()) {
      boolean common =
          List.of(Family.values()).stream().anyMatch(it -> start.has(it) && end.has(it));
      throw new BadQuestion(
          common
              ? "`%s` does not exist between these addresses: `icmp` is IPv4's, `icmp6` IPv6's."
                  .formatted(protocol)
              : "`%s` and `%s` have no addresses of the same family."
                  .formatted(from.host(), to.host()));
    }
    return all;
  }

  private List<Question.Kind> kinds(String word, OptionalInt source, OptionalInt destination) {
    Integer plain = PROTOCOLS.get(word.toLowerCase(Locale.ROOT));
    OptionalInt number = plain == null ? number(word) : OptionalInt.of(plain);
    List<Service> meant =
        number.isPresent()
            ? List.of(ofProtocol(number.getAsInt(), word, destination))
            : services.of(word);
    List<Question.Kind> kinds = new ArrayList<>();
    for (Service service : meant) {
      Question.Kind kind = kind(service, word, source, destination);
      if (!kinds.contains(kind)) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private static OptionalInt number(String word) {
    if (!word.matches("[0-9]{1,9}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(word);
    if (number < 1 || number > HIGHEST_PROTOCOL) {
      throw new BadQuestion("`" + word + "` is no IP protocol, 1 to 255.");
    }
    return OptionalInt.of(number);
  }

  private static Service ofProtocol(int protocol, String word, OptionalInt port) {
    return switch (protocol) {
      case Service.TCP, Service.UDP, Service.SCTP -> {
        if (port.isEmpty()) {
          throw new BadQuestion(
              "To which port of `%s`? Write it behind the destination: `%<s www:80`."
                  .formatted(word));
        }
        yield new Service.Ports(protocol, port.getAsInt(), port.getAsInt());
      }
      case Service.ICMP -> new Service.Icmp(Family.IPV4, ECHO_REQUEST, OptionalInt.empty());
      case Service.ICMPV6 -> new Service.Icmp(Family.IPV6, ECHO_REQUEST_6, OptionalInt.empty());
      default -> new Service.Protocol(protocol);
    };
  }

  private static Question.Kind kind(
      Service service, String word, OptionalInt source, OptionalInt destination) {
    if (service instanceof Service.Ports ports) {
      int port = destination.orElse(ports.first());
      if (port < ports.first() || port > ports.last()) {
        throw new BadQuestion(
            "`%s` is no port of `%s`, which is %s."
                .formatted(port, word, Wording.service(service)));
      }
      return new Question.Kind(ports.protocol(), source.orElse(SOURCE_PORT), port);
    }
    if (service instanceof Service.Protocol(int protocol)
        && (protocol == Service.TCP || protocol == Service.UDP || protocol == Service.SCTP)) {
      return kind(ofProtocol(protocol, word, destination), word, source, destination);
    }
    if (source.isPresent() || destination.isPresent()) {
      throw new BadQuestion("`" + word + "` has no ports.");
    }
    return service instanceof Service.Icmp icmp
        ? new Question.Kind(icmp.protocol(), icmp.type(), icmp.code().orElse(0))
        : new Question.Kind(service.protocol(), 0, 0);
  }
}
