package org.labwall.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.model.Service;
import org.labwall.model.Site;
import org.labwall.resolve.ServiceReader;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;
import org.labwall.trace.BadQuestion;
import org.labwall.trace.Services;

/** What words mean as services to a site: its own names, then those of the library. */
record ServiceWords(Site site) implements Services {
  private static final List<String> PROTOCOLS = List.of("tcp", "udp", "sctp", "icmp", "icmp6");

  @Override
  public List<Service> of(String word) {
    if (word.indexOf('/') > 0) {
      Diagnostics diagnostics = new Diagnostics();
      Optional<Service> written = written(word, diagnostics);
      return List.of(
          written.orElseThrow(
              () ->
                  new BadQuestion(
                      diagnostics.all().stream()
                          .map(it -> it.message() + it.hint().map(hint -> " " + hint).orElse(""))
                          .findFirst()
                          .orElseThrow())));
    }
    List<Service> own = site.vocabulary().services().get(word);
    return own == null ? ofLibrary(word) : own;
  }

  private List<Service> ofLibrary(String name) {
    Catalogue catalogue = new Catalogue();
    List<String> names = new ArrayList<>(PROTOCOLS);
    names.addAll(site.vocabulary().services().keySet());
    for (Catalogue.Entry entry : catalogue.entries()) {
      if (entry instanceof Catalogue.ServiceEntry service) {
        if (service.name().equals(name)) {
          return service.packets().stream()
              .flatMap(it -> written(it.text(), new Diagnostics()).stream())
              .toList();
        }
        names.add(service.name());
      }
    }
    String hint =
        Similar.hint(name, names).orElse("`labwall services` lists those of the library.");
    throw new BadQuestion("Unknown protocol or service `" + name + "`. " + hint);
  }

  private static Optional<Service> written(String text, Diagnostics diagnostics) {
    SourceFile argument = SourceFile.of("argument", text);
    return ServiceReader.service(
        new Word(new Span(argument, 0, text.length()), text, false), diagnostics);
  }
}
