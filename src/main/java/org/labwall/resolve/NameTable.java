package org.labwall.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.ast.Definitions;
import org.labwall.ast.Statement.Naming;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Endpoint;
import org.labwall.model.Network;
import org.labwall.model.Service;
import org.labwall.model.Vocabulary;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** What names stand for: networks, hosts, nets, groups and, apart from them, services. */
final class NameTable {
  private final Values values;
  private final AddressReader addressReader;
  private final ServiceTable services;
  private final Map<String, Network> networks = new LinkedHashMap<>();
  private final Map<String, Naming> named = new LinkedHashMap<>();
  private final Map<Naming, List<Endpoint>> endpoints = new IdentityHashMap<>();

  /** What words stand for that came up already; large policies name the same again and again. */
  private final Map<String, List<Endpoint>> endpointsOfWords = new HashMap<>();

  private final Set<Naming> used = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Nesting nesting;
  private final NameHints hints = new NameHints();

  /** What the statements of the source declare, whether or not they could be read. */
  private final Set<String> declared = new HashSet<>();

  /** Uses of declared names that are not known, for their statement was reported as wrong. */
  private final List<Diagnostic> consequences = new ArrayList<>();

  NameTable(Values values, Definitions library) {
    this.values = values;
    this.addressReader = new AddressReader(values);
    this.services = new ServiceTable(values, library);
    this.nesting = new Nesting(values.diagnostics());
  }

  /** Takes a network under its name and, for a VLAN, {@code vlan<id>}. */
  void add(Network network) {
    duplicate(network.name(), network.span());
    networks.putIfAbsent(network.name(), network);
    if (network.vlan().isPresent()) {
      String alias = "vlan" + network.vlan().getAsInt();
      Network other = networks.get(alias);
      // Two of the same id are a matter of the checks.
      if (other != null && !other.vlan().equals(network.vlan())) {
        reportDuplicate(alias, network.span(), other.span());
      }
      networks.putIfAbsent(alias, network);
    }
  }

  /** Takes the name that a statement declares: where that is wrong, its uses are not. */
  void declare(String name) {
    declared.add(name);
  }

  /** The networks by each of their names. */
  Map<String, Network> networks() {
    return networks;
  }

  /** Takes a HOST, NET, GROUP or SERVICE. */
  void add(Naming naming) {
    Optional<String> name = values.name(naming.name());
    if (name.isEmpty()) {
      return;
    }
    if (naming.kind() == Naming.Kind.SERVICE) {
      services
          .add(name.get(), naming)
          .ifPresent(it -> reportDuplicate(name.get(), naming.name().span(), it.span()));
    } else if (!duplicate(name.get(), naming.name().span())) {
      named.put(name.get(), naming);
    }
  }

  private boolean duplicate(String name, Span span) {
    if (named.containsKey(name)) {
      reportDuplicate(name, span, named.get(name).span());
    } else if (networks.containsKey(name)) {
      reportDuplicate(name, span, networks.get(name).span());
    } else {
      return false;
    }
    return true;
  }

  private void reportDuplicate(String name, Span span, Span first) {
    values
        .diagnostics()
        .add(
            Diagnostic.at(span, Code.DUPLICATE_NAME, "The name `" + name + "` is taken already.")
                .related(first, "It is declared here first."));
  }

  /** Resolves what nothing has asked for yet, so that its errors are seen, and reports it. */
  void finish(SourceFile main) {
    for (Naming naming : named.values()) {
      boolean unused = !used.contains(naming);
      endpoints(naming);
      if (unused && naming.span().file() == main && naming.block().isEmpty()) {
        reportUnused(naming);
      }
    }
    services.finish().stream().filter(it -> it.span().file() == main).forEach(this::reportUnused);
    if (!values.diagnostics().hasErrors()) {
      consequences.forEach(values.diagnostics()::add);
    }
  }

  private void reportUnused(Naming naming) {
    values
        .diagnostics()
        .add(naming.name().span(), Code.UNUSED_NAME, "Nothing uses `" + naming.name() + "`.");
  }

  /** Whether a word can only be a service: it is written as one, or is the name of one alone. */
  boolean isService(Word word) {
    return ServiceReader.isWritten(word.text())
        || (!isDeclared(word.text()) && services.has(word.text()));
  }

  boolean isDeclared(String name) {
    return networks.containsKey(name) || named.containsKey(name);
  }

  /** The packets that a service's word stands for; nothing, reported, where it stands for none. */
  List<Service> services(Word word) {
    return services.read(word, this::isDeclared);
  }

  /** What the source's names stand for, when all are resolved. */
  Vocabulary vocabulary() {
    Map<String, List<Endpoint>> places = new LinkedHashMap<>();
    named.forEach((name, naming) -> places.put(name, endpoints(naming)));
    return new Vocabulary(places, services.known());
  }

  /** What an endpoint's word stands for; nothing, reported, where it stands for nothing. */
  List<Endpoint> endpoints(Word word) {
    Optional<String> plain = values.plain(word);
    if (plain.isEmpty()) {
      return List.of();
    }
    List<Endpoint> known = endpointsOfWords.get(plain.get());
    if (known != null) {
      return known;
    }
    List<Endpoint> found = endpoints(word, plain.get());
    if (!found.isEmpty()) {
      endpointsOfWords.put(plain.get(), found);
    }
    return found;
  }

  private List<Endpoint> endpoints(Word word, String text) {
    if (text.equals("0/0")) {
      return List.of(new Endpoint.Any());
    }
    Network network = networks.get(text);
    if (network != null) {
      return List.of(new Endpoint.OfNetwork(network));
    }
    return named.containsKey(text) ? endpoints(named.get(text)) : written(word, text);
  }

  /** The endpoints of a HOST, NET or GROUP. */
  List<Endpoint> endpoints(Naming naming) {
    used.add(naming);
    List<Endpoint> known = endpoints.get(naming);
    if (known != null) {
      return known;
    }
    if (!nesting.enter(naming)) {
      return List.of();
    }
    Set<Endpoint> members = new LinkedHashSet<>();
    for (Word member : naming.members()) {
      members.addAll(
          naming.kind() == Naming.Kind.GROUP
              ? endpoints(member)
              : values.plain(member).map(text -> written(member, text)).orElse(List.of()));
    }
    nesting.leave(naming);
    List<Endpoint> found = List.copyOf(members);
    endpoints.put(naming, found);
    return found;
  }

  /** An address, prefix or range that stands in the source itself. */
  private List<Endpoint> written(Word word, String text) {
    if (!AddressReader.isWritten(text)) {
      reportUnknown(word, text);
      return List.of();
    }
    return addressReader.read(word, text).map(List::of).orElse(List.of());
  }

  private void reportUnknown(Word word, String text) {
    boolean service = isService(word);
    List<String> candidates = new ArrayList<>(networks.keySet());
    candidates.addAll(named.keySet());
    Diagnostic unknown =
        Diagnostic.at(
                word.span(),
                Code.UNKNOWN_NAME,
                service
                    ? "`" + Values.shown(text) + "` is a service, and no network or host."
                    : "Unknown network or host `" + Values.shown(text) + "`.")
            .hint(service ? Optional.empty() : hints.of(text, candidates));
    reportUnknown(text, unknown);
  }

  /** Reports the use of a name that is not known, unless its own statement is what is wrong. */
  void reportUnknown(String name, Diagnostic unknown) {
    if (declared.contains(name)) {
      consequences.add(unknown);
    } else {
      values.diagnostics().add(unknown);
    }
  }
}
