package org.labwall.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.labwall.compiler.Catalogue;
import org.labwall.compiler.Catalogue.Entry;
import org.labwall.compiler.Catalogue.MacroEntry;
import org.labwall.compiler.Catalogue.Packets;
import org.labwall.compiler.Catalogue.ServiceEntry;

/** Lays out services and macros for a reader: several as a table, one with all about it. */
final class ServicesText {
  /** What is wider pushes the next column to the right in its own line alone. */
  private static final int WIDEST_COLUMN = 40;

  private ServicesText() {}

  /** The text of {@code found}; details of those that are called {@code wanted}, or of one. */
  static String of(List<Entry> found, Optional<String> wanted, Catalogue catalogue) {
    boolean called = wanted.filter(found.getFirst().name()::equals).isPresent();
    return called || found.size() == 1
        ? found.stream().map(it -> details(it, catalogue)).collect(Collectors.joining("\n"))
        : table(found);
  }

  private static String table(List<Entry> found) {
    List<ServiceEntry> services =
        found.stream()
            .filter(ServiceEntry.class::isInstance)
            .map(ServiceEntry.class::cast)
            .toList();
    List<MacroEntry> macros =
        found.stream().filter(MacroEntry.class::isInstance).map(MacroEntry.class::cast).toList();
    int names = width(services.stream().map(Entry::name).toList());
    int packets = width(services.stream().map(it -> list(it.packets())).toList());
    int calls = width(macros.stream().map(MacroEntry::call).toList());
    StringBuilder text = new StringBuilder();
    for (ServiceEntry service : services) {
      text.append(padded(service.name(), names))
          .append(padded(list(service.packets()), packets))
          .append(service.documentation())
          .append('\n');
    }
    text.append(services.isEmpty() || macros.isEmpty() ? "" : "\n");
    for (MacroEntry macro : macros) {
      text.append(padded(macro.call(), calls)).append(macro.documentation()).append('\n');
    }
    return text.toString();
  }

  private static String details(Entry entry, Catalogue catalogue) {
    return switch (entry) {
      case ServiceEntry service -> {
        String all = String.join(", ", catalogue.having(service));
        yield service.name()
            + "\n  "
            + service.documentation()
            + "\n"
            + line("members", String.join(", ", service.members()))
            + line("means", helped(service.packets()))
            + (all.isEmpty() ? "" : line("part of", all))
            + line("declared", service.span().cite());
      }
      case MacroEntry macro ->
          macro.call()
              + "\n  "
              + macro.documentation()
              + "\n"
              + line("declared", macro.span().cite())
              + "\n"
              + macro.span().text().indent(4);
    };
  }

  private static String line(String label, String text) {
    return "  " + padded(label, "declared".length()) + text + "\n";
  }

  private static String list(List<Packets> packets) {
    return packets.stream().map(Packets::text).collect(Collectors.joining(", "));
  }

  private static String helped(List<Packets> packets) {
    return packets.stream()
        .map(it -> it.text() + it.helper().map(helper -> " (helper " + helper + ")").orElse(""))
        .collect(Collectors.joining(", "));
  }

  private static int width(List<String> column) {
    return column.stream()
        .mapToInt(String::length)
        .filter(it -> it <= WIDEST_COLUMN)
        .max()
        .orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()) + 2);
  }
}
