package org.labwall.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.labwall.source.MacroCall;
import org.labwall.source.Span;

/**
 * One thing to say about a source.
 *
 * @param code what it is about
 * @param severity how much it matters; normally the code's own
 * @param span where; empty when no place in a source is meant (a file that cannot be read)
 * @param message one sentence from capital to full stop, names in backticks
 * @param hint what to do about it
 * @param related other places that belong to it, with a word on each
 */
public record Diagnostic(
    Code code,
    Severity severity,
    Optional<Span> span,
    String message,
    Optional<String> hint,
    List<Related> related) {

  /** Control and format characters, and those that end a line. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  /**
   * Another place that belongs to a diagnostic.
   *
   * @param span where
   * @param message a short sentence on it
   */
  public record Related(Span span, String message) {}

  public Diagnostic {
    message = printable(message);
    hint = hint.map(Diagnostic::printable);
    related = List.copyOf(related);
  }

  /** The place that comes first: for a line of a macro it is the outermost call. */
  public Optional<Span> place() {
    return span.map(Span::outermost);
  }

  /** The other places, behind each call the lines of macros that it leads to. */
  public List<Related> places() {
    List<Related> places = new ArrayList<>();
    span.ifPresent(line -> addMacroLines(line, places));
    for (Related other : related) {
      places.add(new Related(other.span().outermost(), other.message()));
      addMacroLines(other.span(), places);
    }
    return places;
  }

  private static void addMacroLines(Span line, List<Related> places) {
    if (line.call().isPresent()) {
      MacroCall call = line.call().get();
      addMacroLines(call.place(), places);
      places.add(new Related(line.in(Optional.empty()), "In the macro `" + call.macro() + "`."));
    }
  }

  /** A sentence cites sources, and what steers a terminal must not reach one. */
  private static String printable(String sentence) {
    return UNPRINTABLE.matcher(sentence).replaceAll("\uFFFD");
  }

  /** A diagnostic at a place. */
  public static Diagnostic at(Span span, Code code, String message) {
    return new Diagnostic(
        code, code.severity(), Optional.of(span), message, Optional.empty(), List.of());
  }

  /** A diagnostic without a place in a source. */
  public static Diagnostic nowhere(Code code, String message) {
    return new Diagnostic(
        code, code.severity(), Optional.empty(), message, Optional.empty(), List.of());
  }

  /** The same with advice. */
  public Diagnostic hint(String advice) {
    return new Diagnostic(code, severity, span, message, Optional.of(advice), related);
  }

  /** The same with advice if there is any. */
  public Diagnostic hint(Optional<String> advice) {
    return new Diagnostic(code, severity, span, message, advice, related);
  }

  /** The same with one more place. */
  public Diagnostic related(Span place, String word) {
    List<Related> all = new ArrayList<>(related);
    all.add(new Related(place, word));
    return new Diagnostic(code, severity, span, message, hint, all);
  }

  /** The same as an error, as {@code --strict} wants warnings. */
  public Diagnostic asError() {
    return new Diagnostic(code, Severity.ERROR, span, message, hint, related);
  }
}
