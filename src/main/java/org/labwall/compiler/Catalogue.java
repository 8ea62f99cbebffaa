package org.labwall.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Naming;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.Library;
import org.labwall.model.Service;
import org.labwall.model.Service.Icmp;
import org.labwall.model.Service.Ports;
import org.labwall.model.Service.Protocol;
import org.labwall.resolve.ServiceReader;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** The services and macros of the standard library, for those who look for one. */
public final class Catalogue {
  private static final List<String> WITH_PORTS = List.of("tcp", "udp", "sctp");

  private final Library library = Library.standard();
  private final List<Entry> entries = new ArrayList<>();

  /** All that the library has. */
  public Catalogue() {
    for (String name : library.services()) {
      Naming service = library.service(name).orElseThrow();
      entries.add(
          new ServiceEntry(
              name,
              Library.documentation(service),
              service.span(),
              texts(service.members()),
              packets(service, Optional.empty())));
    }
    for (String name : library.macros()) {
      Statement.Macro macro = library.macro(name).orElseThrow();
      entries.add(
          new MacroEntry(
              name,
              Library.documentation(macro),
              macro.span(),
              macro.parameters().stream().map(Catalogue::parameter).toList()));
    }
  }

  /** What the library has under a name. */
  public sealed interface Entry {
    /** What sources call it. */
    String name();

    /** What it is for. */
    String documentation();

    /** Its declaration. */
    Span span();
  }

  /**
   * A service.
   *
   * @param members what it is declared as
   * @param packets what these come down to
   */
  public record ServiceEntry(
      String name, String documentation, Span span, List<String> members, List<Packets> packets)
      implements Entry {
    public ServiceEntry {
      members = List.copyOf(members);
      packets = List.copyOf(packets);
    }
  }

  /**
   * What a service comes down to.
   *
   * @param text as it is written, such as {@code tcp/80}
   * @param helper the connection helper that reads along
   */
  public record Packets(String text, Optional<String> helper) {}

  /** A macro. */
  public record MacroEntry(String name, String documentation, Span span, List<Parameter> parameters)
      implements Entry {
    public MacroEntry {
      parameters = List.copyOf(parameters);
    }

    /** How it is called: {@code dns_resolver(clients, resolvers, upstream=any)}. */
    public String call() {
      return name
          + "("
          + String.join(", ", parameters.stream().map(Parameter::text).toList())
          + ")";
    }
  }

  /**
   * A parameter of a macro.
   *
   * @param value what it is where a call says nothing
   */
  public record Parameter(String name, Optional<String> value) {
    private String text() {
      return value.map(it -> name + "=" + it).orElse(name);
    }
  }

  /** Everything, in the order of the library. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** All names, in that order. */
  public List<String> names() {
    return entries.stream().map(Entry::name).toList();
  }

  /**
   * What is called {@code wanted}; else, where that is a service or a port, what means it; else
   * what has it in its name.
   */
  public List<Entry> find(String wanted) {
    List<Entry> called = entries.stream().filter(it -> it.name().equals(wanted)).toList();
    if (!called.isEmpty()) {
      return called;
    }
    List<Service> services = written(wanted);
    if (!services.isEmpty()) {
      return entries.stream()
          .filter(it -> it instanceof ServiceEntry service && means(service, services))
          .toList();
    }
    String part = wanted.toLowerCase(Locale.ROOT);
    return entries.stream().filter(it -> !part.isEmpty() && it.name().contains(part)).toList();
  }

  /** What is wrong with {@code wanted} as a service, if it is written as one. */
  public static Optional<String> mistake(String wanted) {
    Diagnostics diagnostics = new Diagnostics();
    if (ServiceReader.isWritten(wanted)) {
      ServiceReader.service(word(wanted), diagnostics);
    }
    return diagnostics.all().stream().map(Diagnostic::message).findFirst();
  }

  /** The services that are declared with this one as a member. */
  public List<String> having(ServiceEntry member) {
    return entries.stream()
        .filter(it -> it instanceof ServiceEntry all && all.members().contains(member.name()))
        .map(Entry::name)
        .toList();
  }

  /** The services that a word stands for which is one, {@code tcp/443}, or a port, {@code 443}. */
  private static List<Service> written(String text) {
    if (ServiceReader.isWritten(text)) {
      return service(text).map(List::of).orElse(List.of());
    }
    return text.matches("[0-9]+(-[0-9]+)?")
        ? WITH_PORTS.stream().flatMap(it -> service(it + "/" + text).stream()).toList()
        : List.of();
  }

  private static Optional<Service> service(String text) {
    return ServiceReader.service(word(text), new Diagnostics());
  }

  private static Word word(String text) {
    SourceFile argument = SourceFile.of("argument", text);
    return new Word(new Span(argument, 0, text.length()), text, false);
  }

  private static boolean means(ServiceEntry entry, List<Service> wanted) {
    return entry.packets().stream()
        .flatMap(it -> service(it.text()).stream())
        .anyMatch(it -> wanted.stream().anyMatch(other -> meet(it, other)));
  }

  /** Whether both mean the same packets, or some; but whole protocols mean only themselves. */
  private static boolean meet(Service one, Service other) {
    return switch (one) {
      case Ports(int protocol, int first, int last, Optional<Service.Helper> helper) ->
          other instanceof Ports ports
              && protocol == ports.protocol()
              && first <= ports.last()
              && ports.first() <= last;
      case Icmp message ->
          other instanceof Icmp icmp
              && message.family() == icmp.family()
              && message.type() == icmp.type();
      case Protocol protocol -> protocol.equals(other);
    };
  }

  private List<Packets> packets(Naming service, Optional<String> helper) {
    Optional<String> own = service.helper().map(Word::text).or(() -> helper);
    List<Packets> packets = new ArrayList<>();
    for (Word member : service.members()) {
      if (ServiceReader.isWritten(member.text())) {
        packets.add(new Packets(member.text(), own));
      } else {
        packets.addAll(packets(library.service(member.text()).orElseThrow(), own));
      }
    }
    return packets.stream().distinct().toList();
  }

  private static Parameter parameter(Statement.Macro.Parameter parameter) {
    return new Parameter(
        parameter.name().text(), parameter.value().map(Catalogue::texts).map(Catalogue::argument));
  }

  private static String argument(List<String> words) {
    return words.size() == 1 ? words.getFirst() : "(" + String.join(", ", words) + ")";
  }

  private static List<String> texts(List<Word> words) {
    return words.stream().map(Word::text).toList();
  }
}
