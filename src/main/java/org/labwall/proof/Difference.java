package org.labwall.proof;

import java.util.Optional;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.loaded.Chain.Hook;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * A packet with which a machine does not do what the source says.
 *
 * @param hook where on its way
 * @param packet the packet
 * @param written what is to become of it
 * @param line the statement that says so; none where it is implied
 * @param reason what says so, in a few words
 * @param found what becomes of it
 * @param rule the loaded rule that does it, or the chain whose policy does; none where no chain is
 *     asked
 */
public record Difference(
    Hook hook,
    String packet,
    String written,
    Optional<Span> line,
    String reason,
    String found,
    Optional<Span> rule) {

  /** The same for the reader of {@code file}, which has the rules. */
  public Diagnostic in(SourceFile file) {
    Diagnostic said =
        Diagnostic.at(
            rule.orElseGet(() -> new Span(file, 0, 0)),
            Code.RULES_DIFFER,
            "A packet %s is %s; the source says %s: %s."
                .formatted(way(hook), found, written, packet));
    return line.isPresent()
        ? said.related(line.get(), "This says so.")
        : said.hint("It is implied: " + reason + ".");
  }

  /** Packets at a hook in words, as they follow "a packet". */
  public static String way(Hook hook) {
    return switch (hook) {
      case PREROUTING -> "that comes in";
      case INPUT -> "to the machine";
      case FORWARD -> "through the machine";
      case OUTPUT -> "from the machine";
      case POSTROUTING -> "that leaves";
    };
  }
}
