package org.labwall.resolve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.ast.RuleOption;
import org.labwall.ast.Side;
import org.labwall.ast.Statement;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.model.Endpoint;
import org.labwall.model.Service;
import org.labwall.model.Translation;
import org.labwall.model.Translation.NewSource;
import org.labwall.model.Translation.Place;
import org.labwall.model.Translation.WayOut;
import org.labwall.model.Translation.Written;
import org.labwall.model.Translations;

/** Reads the translations of one cluster: masquerade, snat, forward. */
final class TranslationReader {
  /** TCP, UDP and SCTP. */
  private static final Set<Integer> WITH_PORTS = Set.of(6, 17, 132);

  private final NameTable names;
  private final SideReader sides;
  private final TargetReader targets;
  private final RuleOptionsReader options;
  private final Diagnostics diagnostics;
  private final List<Translation.OfSource> sources = new ArrayList<>();
  private final List<Translation.OfDestination> forwards = new ArrayList<>();

  TranslationReader(Values values, NameTable names, ClusterDraft cluster) {
    this.names = names;
    this.diagnostics = values.diagnostics();
    this.sides = new SideReader(names, diagnostics);
    this.targets = new TargetReader(values, names);
    this.options = new RuleOptionsReader(values, cluster);
  }

  /** The translations among {@code statements}. */
  Translations read(List<Statement> statements) {
    for (Statement statement : statements) {
      if (statement instanceof Statement.SourceTranslation it) {
        sources.add(ofSource(it));
      } else if (statement instanceof Statement.DestinationTranslation it) {
        ofDestination(it).ifPresent(forwards::add);
      }
    }
    return new Translations(sources, forwards);
  }

  private Translation.OfSource ofSource(Statement.SourceTranslation statement) {
    Optional<List<Endpoint>> from = Optional.empty();
    Optional<List<WayOut>> to = Optional.empty();
    for (Side side : statement.sides()) {
      boolean source = side.direction() == Side.Direction.FROM;
      if ((source ? from : to).isPresent()) {
        diagnostics.add(
            side.span(),
            Code.SYNTAX,
            "The `" + (source ? "from" : "to") + "` of this translation is said already.");
      } else if (source) {
        from = Optional.of(sides.read(side.operands()));
      } else {
        to = Optional.of(waysOut(side));
      }
    }
    return new Translation.OfSource(
        from.orElse(SideReader.ANY),
        to.orElse(List.of()),
        newSource(statement.as()),
        terms(statement.options()),
        statement.span());
  }

  private List<WayOut> waysOut(Side side) {
    List<WayOut> found = new ArrayList<>();
    side.operands()
        .forEach(
            operand -> {
              for (Endpoint endpoint : names.endpoints(operand.word())) {
                if (endpoint instanceof Endpoint.OfNetwork(var network)) {
                  found.add(new WayOut(network, operand.span()));
                } else {
                  diagnostics.add(
                      Diagnostic.at(
                              operand.span(),
                              Code.NO_WAY_OUT,
                              "`" + operand.word() + "` is no way out.")
                          .hint("A way out is a network that is declared with `via` or `dhcp`."));
                  break;
                }
              }
            });
    return found;
  }

  private NewSource newSource(List<Word> as) {
    if (as.isEmpty()) {
      return new NewSource.Own();
    }
    Word first = as.get(0);
    if (as.size() == 1 && !first.quoted() && first.text().equals("virtual")) {
      return new NewSource.Virtual(first.span());
    }
    Optional<String> meant = Similar.hint(first.text(), List.of("virtual"));
    if (as.size() == 1 && meant.isPresent() && !names.isDeclared(first.text())) {
      diagnostics.add(
          Diagnostic.at(first.span(), Code.BAD_ADDRESS, "`" + first + "` is not an address.")
              .hint(meant));
      return new NewSource.Fixed(List.of());
    }
    List<Written> addresses = new ArrayList<>();
    for (Word word : as) {
      for (Written next : targets.addresses(word)) {
        if (addresses.stream().anyMatch(it -> it.address().family() == next.address().family())) {
          diagnostics.add(
              word.span(),
              Code.BAD_ADDRESS,
              "A connection has one source, and `" + next.address() + "` is the second.");
        }
        addresses.add(next);
      }
    }
    return new NewSource.Fixed(addresses);
  }

  private Optional<Translation.OfDestination> ofDestination(
      Statement.DestinationTranslation statement) {
    Set<Service> services = new LinkedHashSet<>();
    statement.services().forEach(word -> services.addAll(names.services(word)));
    List<Place> places = new ArrayList<>();
    statement.places().forEach(word -> places.addAll(places(word)));
    Translation.Terms terms = terms(statement.options());
    Optional<Translation.Target> target = targets.read(statement.target());
    if (target.isPresent() && target.get().port().isPresent()) {
      reportPorts(services, statement.services(), target.get().port().getAsInt());
    }
    return target.map(
        it ->
            new Translation.OfDestination(
                List.copyOf(services), places, it, statement.allows(), terms, statement.span()));
  }

  private List<Place> places(Word word) {
    List<Endpoint> found = names.endpoints(word);
    if (found.size() == 1 && found.get(0) instanceof Endpoint.OfNetwork(var network)) {
      return List.of(new Place.OnNetwork(network, word.span()));
    }
    List<Place> places = new ArrayList<>();
    targets.addresses(word, found).forEach(it -> places.add(new Place.At(it.address(), it.span())));
    return places;
  }

  /** A new port takes the place of one: of a protocol with ports, whichever it is. */
  private void reportPorts(Set<Service> services, List<Word> words, int port) {
    Set<Integer> ports = new LinkedHashSet<>();
    boolean several = false;
    boolean portless = false;
    for (Service service : services) {
      switch (service) {
        case Service.Ports(int protocol, int first, int last, var helper) -> {
          ports.add(first);
          several |= first < last;
        }
        case Service.Protocol it -> {
          portless |= !WITH_PORTS.contains(it.protocol());
          several = true;
        }
        case Service.Icmp it -> portless = true;
      }
    }
    if (portless || several || ports.size() > 1) {
      diagnostics.add(
          words.get(0).span().to(words.get(words.size() - 1).span()),
          Code.FORWARDED_PORT,
          "The port "
              + port
              + " takes the place of another, "
              + (portless ? "and this has no ports." : "and these are several."));
    }
  }

  private Translation.Terms terms(List<RuleOption> list) {
    for (RuleOption option : list) {
      if (option instanceof RuleOption.Log || option instanceof RuleOption.Limit) {
        diagnostics.add(
            Diagnostic.at(
                    option.span(), Code.BAD_OPTION, "A translation neither logs nor has a limit.")
                .hint("Rules do; `forward … without allow` leaves connections to them."));
      }
    }
    RuleOptionsReader.Options read = options.read(list);
    return new Translation.Terms(read.expires(), read.only(), read.note());
  }
}
