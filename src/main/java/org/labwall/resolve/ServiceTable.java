package org.labwall.resolve;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.labwall.ast.Definitions;
import org.labwall.ast.Statement.Naming;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Service;

/** What the names of services stand for: the source's own, and the library's. */
final class ServiceTable {
  private final Values values;
  private final Definitions library;
  private final ServiceReader reader;
  private final Map<String, Naming> own = new LinkedHashMap<>();
  private final Map<Naming, List<Service>> resolved = new IdentityHashMap<>();
  private final Map<String, List<Service>> known = new LinkedHashMap<>();
  private final Nesting nesting;
  private final NameHints hints = new NameHints();

  ServiceTable(Values values, Definitions library) {
    this.values = values;
    this.library = library;
    this.reader = new ServiceReader(values);
    this.nesting = new Nesting(values.diagnostics());
  }

  /** Takes a declaration; the one before it is returned where the name is taken. */
  Optional<Naming> add(String name, Naming naming) {
    return Optional.ofNullable(own.put(name, naming));
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  /** The service of that name: the source's own, or else the library's. */
  private Optional<Naming> find(String name) {
    Naming declared = own.get(name);
    return declared != null ? Optional.of(declared) : library.service(name);
  }

  /** Resolves what nothing has asked for yet, so that its errors are seen, and returns it. */
  List<Naming> finish() {
    List<Naming> unused = own.values().stream().filter(it -> !resolved.containsKey(it)).toList();
    unused.forEach(this::services);
    return unused;
  }

  /** What each name stands for that the source declares or uses. */
  Map<String, List<Service>> known() {
    return known;
  }

  /**
   * The packets that a word stands for.
   *
   * @param isDeclared whether a name is an endpoint's
   */
  List<Service> read(Word word, Predicate<String> isDeclared) {
    Optional<String> plain = values.plain(word);
    if (plain.isEmpty()) {
      return List.of();
    }
    if (plain.get().indexOf('/') > 0) {
      return reader.read(word);
    }
    Optional<Naming> naming = find(plain.get());
    if (naming.isPresent()) {
      return services(naming.get());
    }
    values
        .diagnostics()
        .add(
            Diagnostic.at(
                    word.span(),
                    Code.UNKNOWN_SERVICE,
                    "Unknown service `" + Values.shown(plain.get()) + "`.")
                .hint(
                    isDeclared.test(plain.get())
                        ? Optional.of(
                            "That is a network or host: it stands behind `from` or `to`, and"
                                + " services after it.")
                        : hints.ofService(plain.get(), names())));
    return List.of();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(own.keySet());
    names.addAll(library.services());
    return names;
  }

  private List<Service> services(Naming naming) {
    List<Service> before = resolved.get(naming);
    if (before != null) {
      return before;
    }
    if (!nesting.enter(naming)) {
      return List.of();
    }
    Set<Service> members = new LinkedHashSet<>();
    naming.members().forEach(it -> members.addAll(read(it, name -> false)));
    nesting.leave(naming);
    List<Service> all =
        naming
            .helper()
            .map(word -> new HelperReader(values).helped(members, word))
            .orElseGet(() -> List.copyOf(members));
    resolved.put(naming, all);
    known.put(naming.name().text(), all);
    return all;
  }
}
