package org.labwall.loaded;

import java.util.List;
import org.labwall.source.Span;

/**
 * One rule, or a part of one that the program writes in a line of its own.
 *
 * <p>A packet that meets all matches has the statements done to it in their order and then gets the
 * verdict; any other goes on to the next rule. Matches are in a fixed order of their kinds, but for
 * {@link Match.Limit}: what stands before a limit is asked before a token is taken.
 *
 * @param matches the conditions, none where all packets are meant
 * @param statements what is done and does not decide
 * @param verdict what becomes of the packet; {@link Verdict.Continue} where the next rule sees it
 * @param comment the comment as it is read, empty where there is none
 * @param span the words of the rule
 */
public record Rule(
    List<Match> matches, List<Statement> statements, Verdict verdict, String comment, Span span) {
  public Rule {
    matches = List.copyOf(matches);
    statements = List.copyOf(statements);
  }
}
