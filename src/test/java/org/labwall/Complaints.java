package org.labwall;

import java.util.List;
import java.util.stream.Collectors;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;

/** What is said of a source, a line for each: {@code LW012 2:12 Unknown … (Did you mean …?)}. */
public final class Complaints {
  private Complaints() {}

  /** All of them; the empty text where there are none. */
  public static String of(Diagnostics diagnostics) {
    List<Diagnostic> all = diagnostics.all();
    return all.stream().map(Complaints::line).collect(Collectors.joining("\n"));
  }

  private static String line(Diagnostic it) {
    String place = it.place().map(span -> span.line() + ":" + span.column()).orElse("-");
    String hint = it.hint().map(advice -> " (" + advice + ")").orElse("");
    return it.code().id() + " " + place + " " + it.message() + hint;
  }
}
