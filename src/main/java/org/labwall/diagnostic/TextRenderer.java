package org.labwall.diagnostic;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.labwall.source.Span;

/**
 * Writes diagnostics for people.
 *
 * <pre>
 * error[LW012]: Unknown network `staf`.
 *   --> site.lw:14:12
 * 14 | allow from staf to internet http
 *    |            ^^^^
 * hint: Did you mean `staff`?
 * </pre>
 */
public final class TextRenderer {
  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String BLUE = "\u001b[1;34m";
  private static final String CYAN = "\u001b[1;36m";
  private static final String PLAIN = "\u001b[0m";

  private final Set<Span> concealed;
  private final boolean colours;

  private TextRenderer(Set<Span> concealed, boolean colours) {
    this.concealed = concealed;
    this.colours = colours;
  }

  /** The text of all of them, sorted, an empty line between two of them. */
  public static String render(Diagnostics diagnostics, boolean colours) {
    return render(diagnostics.sorted(), diagnostics.concealed(), colours);
  }

  /**
   * The text of {@code diagnostics} in their order, an empty line between two of them.
   *
   * @param concealed places that the lines below them do not show
   */
  public static String render(List<Diagnostic> diagnostics, Set<Span> concealed, boolean colours) {
    TextRenderer renderer = new TextRenderer(concealed, colours);
    return diagnostics.stream().map(renderer::render).collect(Collectors.joining("\n"));
  }

  private String render(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder();
    String head = diagnostic.severity().word() + "[" + diagnostic.code().id() + "]";
    String colour = colour(diagnostic.severity());
    out.append(paint(colour, head));
    out.append(paint(BOLD, ": " + Excerpt.visible(diagnostic.message(), false))).append('\n');
    diagnostic.place().ifPresent(span -> place(span, colour, out));
    for (Diagnostic.Related related : diagnostic.places()) {
      out.append(paint(CYAN, "note"));
      out.append(": ").append(Excerpt.visible(related.message(), false)).append('\n');
      place(related.span(), CYAN, out);
    }
    diagnostic
        .hint()
        .ifPresent(
            hint ->
                out.append(paint(CYAN, "hint"))
                    .append(": ")
                    .append(Excerpt.visible(hint, false))
                    .append('\n'));
    return out.toString();
  }

  private void place(Span span, String colour, StringBuilder out) {
    Excerpt excerpt = Excerpt.of(span, concealed);
    String number = Integer.toString(span.line());
    String gutter = " ".repeat(number.length());
    String cited = Excerpt.visible(span.toString(), false);
    out.append(gutter).append(paint(BLUE, "-->")).append(' ').append(cited).append('\n');
    out.append(paint(BLUE, number + " |"));
    out.append(excerpt.line().isEmpty() ? "" : " " + excerpt.line()).append('\n');
    out.append(paint(BLUE, gutter + " |"));
    out.append(' ').append(paint(colour, excerpt.carets())).append('\n');
  }

  private String paint(String colour, String text) {
    return colours ? colour + text + PLAIN : text;
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case ERROR -> RED;
      case WARNING -> YELLOW;
      case HINT -> CYAN;
    };
  }
}
