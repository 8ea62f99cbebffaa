package org.labwall.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.ast.VpnClause;
import org.labwall.ast.VpnClause.Kind;
import org.labwall.ast.VpnClause.Option;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.RoleText;
import org.labwall.model.Secret;
import org.labwall.model.Service;
import org.labwall.model.Vpn;
import org.labwall.source.Span;

/** Reads what one cluster serves: the clauses of {@code VPN}, but for those that join. */
final class VpnReader {
  private static final String DIRECTORY = "/etc/openvpn/pki";
  private static final int RADIUS_PORT = 1812;

  private final Values values;
  private final ClusterReader.Stands stands;
  private final Map<String, Network> known;
  private final Map<String, Span> said = new LinkedHashMap<>();
  private final List<Vpn.Daemon> daemons = new ArrayList<>();
  private Optional<Vpn.Proxy> proxy = Optional.empty();
  private Optional<Vpn.Radius> radius = Optional.empty();
  private Vpn.Pki pki = pki(DIRECTORY, Map.of());

  /**
   * A reader for one cluster.
   *
   * @param known all networks of the source, by each of their names
   */
  VpnReader(Values values, ClusterReader.Stands stands, Map<String, Network> known) {
    this.values = values;
    this.stands = stands;
    this.known = known;
  }

  /** Takes one clause. */
  void read(VpnClause clause, Span span) {
    switch (clause) {
      case VpnClause.Proxy it -> {
        once("proxy", span);
        OptionalInt port = port(it.port(), it.port().text());
        proxy = port.isEmpty() ? proxy : Optional.of(new Vpn.Proxy(port.getAsInt(), span));
      }
      case VpnClause.Pki it -> {
        once("PKI", span);
        pki(it).ifPresent(read -> pki = read);
      }
      case VpnClause.Radius it -> {
        once("RADIUS server", span);
        radius(it, span).ifPresent(read -> radius = Optional.of(read));
      }
      case VpnClause.Daemon it -> daemon(it, span).ifPresent(daemons::add);
      case VpnClause.Join it -> {}
    }
  }

  /** The daemons that were read. */
  List<Vpn.Daemon> daemons() {
    return daemons;
  }

  /** What was read. */
  Vpn vpn(List<Leg> outside, List<Vpn.Membership> memberships) {
    return new Vpn(proxy, pki, radius, daemons, memberships, outside);
  }

  private void once(String what, Span span) {
    Span before = said.putIfAbsent(what, span);
    if (before != null) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      span, Code.BAD_OPTION, "The " + what + " of these roles is set already.")
                  .related(before, "It is set here."));
    }
  }

  /** The arguments of options, each of which stands once. */
  private Map<Kind, List<Word>> options(List<Option> options) {
    Map<Kind, List<Word>> byKind = new LinkedHashMap<>();
    for (Option option : options) {
      if (byKind.put(option.kind(), option.arguments()) != null) {
        values.diagnostics().add(option.span(), Code.BAD_OPTION, "This option stands here twice.");
      }
    }
    return byKind;
  }

  private Optional<Vpn.Pki> pki(VpnClause.Pki clause) {
    Map<Kind, String> files = new LinkedHashMap<>();
    Optional<RoleText> directory = VpnWords.path(clause.directory(), values);
    boolean absolute =
        directory.isEmpty()
            || values.accept(
                clause.directory().text().startsWith("/"),
                clause.directory(),
                Code.BAD_TEXT,
                "The directory of keys is a path from the root of the machines.",
                "It starts with a `/`, as `" + DIRECTORY + "` does.");
    options(clause.files())
        .forEach(
            (kind, words) ->
                VpnWords.path(words.getFirst(), values)
                    .ifPresent(path -> files.put(kind, path.marked())));
    return directory.filter(it -> absolute).map(it -> pki(it.marked(), files));
  }

  /** The files in a directory, by convention where nothing is said of one. */
  private static Vpn.Pki pki(String directory, Map<Kind, String> files) {
    return new Vpn.Pki(
        file(directory, files.getOrDefault(Kind.CA, "ca.crt")),
        file(directory, files.getOrDefault(Kind.CERT, Word.ROLE + ".crt")),
        file(directory, files.getOrDefault(Kind.KEY, Word.ROLE + ".key")),
        file(directory, files.getOrDefault(Kind.TLS_CRYPT, "tls-crypt-v2.key")),
        file(directory, files.getOrDefault(Kind.CRL, "crl.pem")));
  }

  private static RoleText file(String directory, String name) {
    return new RoleText(
        name.startsWith("/") ? name : directory.replaceFirst("/+$", "") + "/" + name);
  }

  private Optional<Vpn.Radius> radius(VpnClause.Radius clause, Span span) {
    Map<Kind, List<Word>> options = options(clause.options());
    Optional<Address> server = values.address(clause.server());
    OptionalInt port =
        options.containsKey(Kind.PORT)
            ? port(options.get(Kind.PORT).getFirst(), options.get(Kind.PORT).getFirst().text())
            : OptionalInt.of(RADIUS_PORT);
    if (clause.secrets().size() != 1) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      span,
                      Code.BAD_OPTION,
                      clause.secrets().isEmpty()
                          ? "The secret of the RADIUS server is missing."
                          : "The RADIUS server has one secret.")
                  .hint("Write `secret $RADIUS_SECRET`."));
      return Optional.empty();
    }
    Optional<Secret> secret = new SecretReader(values).radius(clause.secrets().getFirst());
    return server.isEmpty() || port.isEmpty()
        ? Optional.empty()
        : secret.map(it -> new Vpn.Radius(server.get(), port.getAsInt(), it, span));
  }

  private Optional<Vpn.Daemon> daemon(VpnClause.Daemon clause, Span span) {
    Map<Kind, List<Word>> options = options(clause.options());
    Optional<Network> network = VpnWords.network(clause.name(), known);
    Optional<Leg> leg =
        stands.legs().stream().filter(it -> network.equals(Optional.of(it.network()))).findFirst();
    if (!options.containsKey(Kind.PORT)) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(span, Code.BAD_OPTION, "The port of this VPN's daemon is missing.")
                  .hint("Write `port 1194`, or `port udp/1194`."));
      return Optional.empty();
    }
    Word word = options.get(Kind.PORT).getFirst();
    boolean udp = word.text().startsWith("udp/");
    OptionalInt port = port(word, word.text().replaceFirst("^(udp|tcp)/", ""));
    Optional<AddressRange> clients =
        Optional.ofNullable(options.get(Kind.CLIENTS)).flatMap(it -> range(it.getFirst()));
    Optional<List<Prefix>> routes = Optional.ofNullable(options.get(Kind.ROUTES)).map(this::routes);
    boolean named =
        network.isEmpty() || VpnWords.namesFiles(clause.name(), network.get().name(), values);
    return leg.isEmpty() || port.isEmpty() || !named
        ? Optional.empty()
        : Optional.of(
            new Vpn.Daemon(
                leg.get(),
                udp ? Service.UDP : Service.TCP,
                port.getAsInt(),
                clients,
                options.containsKey(Kind.LISTEN),
                routes,
                span));
  }

  private OptionalInt port(Word word, String text) {
    return values.number(word.withText(text), 1, 65535, Code.BAD_NUMBER, "A port");
  }

  /** {@code first-last}, or one address. */
  private Optional<AddressRange> range(Word word) {
    Optional<String> text = values.plain(word);
    int dash = text.map(it -> it.indexOf('-')).orElse(-1);
    Optional<Address> first =
        text.flatMap(it -> values.address(word.withText(dash < 0 ? it : it.substring(0, dash))));
    Optional<Address> last =
        dash < 0
            ? first
            : text.flatMap(it -> values.address(word.withText(it.substring(dash + 1))));
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    boolean four =
        values.accept(
            first.get().family() == Family.IPV4 && last.get().family() == Family.IPV4,
            word,
            Code.VPN_POOL,
            "The addresses of clients are a range of IPv4.",
            "Stations get their IPv6 addresses from the network, or from the VPN's prefix.");
    boolean ordered =
        !four
            || values.accept(
                first.get().compareTo(last.get()) <= 0,
                word,
                Code.REVERSED_RANGE,
                "This range ends before it starts.",
                "Write `" + last.get() + "-" + first.get() + "`.");
    return four && ordered
        ? Optional.of(new AddressRange(first.get(), last.get()))
        : Optional.empty();
  }

  private List<Prefix> routes(List<Word> words) {
    List<Prefix> all = new ArrayList<>();
    for (Word word : words) {
      Optional<Network> network = VpnWords.network(word, known);
      if (network.isPresent()) {
        network.get().ipv4().ifPresent(all::add);
        network.get().ipv6().ifPresent(all::add);
      } else {
        values.prefix(word).ifPresent(all::add);
      }
    }
    return all;
  }
}
