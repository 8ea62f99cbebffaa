package org.labwall.packet;

import java.util.List;
import java.util.Optional;
import org.labwall.model.Rule;
import org.labwall.model.Translation;
import org.labwall.source.Span;

/**
 * What becomes of a packet at a machine.
 *
 * @param verdict whether it passes, and if not, whether its sender hears of that
 * @param exit the interface by which it leaves; none where it is refused or the machine gets it
 * @param seen the packet with the addresses and the port that it has at last
 * @param translations the statements that change its destination and its source, in this order
 * @param line the statement that decides, where one does
 * @param reason what is implied where none does
 * @param limited the rules with a limit that it matched, up to the one that decides; each had a
 *     token
 */
public record Fate(
    Rule.Verdict verdict,
    Optional<String> exit,
    Datagram seen,
    List<Translation> translations,
    Optional<Span> line,
    String reason,
    List<Rule> limited) {
  public Fate {
    translations = List.copyOf(translations);
    limited = List.copyOf(limited);
  }

  /** Whether the machine itself gets it. */
  public boolean isHere() {
    return verdict == Rule.Verdict.ALLOW && exit.isEmpty();
  }

  /** What decides, as reports cite it. */
  public String cite() {
    return line.map(Span::cite).orElse(reason);
  }
}
