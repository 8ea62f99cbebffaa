package org.labwall.expand;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.labwall.ast.Statement;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.source.Span;

/** The arguments of a call, each with the parameter that it is for. */
final class Arguments {
  private final Macro macro;
  private final Diagnostics diagnostics;
  private final Map<String, List<Word>> values = new LinkedHashMap<>();
  private boolean good = true;

  private Arguments(Macro macro, Diagnostics diagnostics) {
    this.macro = macro;
    this.diagnostics = diagnostics;
  }

  /** Those of a call whose words are expanded; what does not fit the macro is reported. */
  static Arguments of(Macro macro, Statement.Call call, Diagnostics diagnostics) {
    Arguments arguments = new Arguments(macro, diagnostics);
    arguments.read(call);
    return arguments;
  }

  private void read(Statement.Call call) {
    boolean named = false;
    int place = 0;
    for (Statement.Call.Argument argument : call.arguments()) {
      named |= argument.parameter().isPresent();
      if (argument.parameter().isPresent()) {
        name(argument.parameter().get(), argument);
      } else if (named) {
        report(argument.span(), "An argument without a name stands before those that have one.");
      } else if (place < macro.parameters().size()) {
        values.put(macro.parameters().get(place++).name().text(), argument.value());
      } else {
        report(argument.span(), "`" + macro + "` takes " + count() + ".");
        return;
      }
    }
    if (good) {
      checkComplete(call);
    }
  }

  private void name(Word name, Statement.Call.Argument argument) {
    List<String> parameters = macro.parameters().stream().map(it -> it.name().text()).toList();
    if (!parameters.contains(name.text())) {
      report(
          Diagnostic.at(
                  argument.span(), Code.ARGUMENTS, "`" + macro + "` has no `" + name.text() + "`.")
              .hint(Similar.hint(name.text(), parameters)));
    } else if (values.putIfAbsent(name.text(), argument.value()) != null) {
      report(argument.span(), "`" + name + "` has its argument already.");
    }
  }

  private void checkComplete(Statement.Call call) {
    List<String> missing =
        macro.parameters().stream()
            .filter(it -> it.value().isEmpty() && !values.containsKey(it.name().text()))
            .map(it -> "`" + it.name() + "`")
            .toList();
    if (!missing.isEmpty()) {
      report(
          call.span(), "`" + macro + "` is called without " + String.join(" and ", missing) + ".");
    }
  }

  private String count() {
    int most = macro.parameters().size();
    long least = macro.parameters().stream().filter(it -> it.value().isEmpty()).count();
    if (least < most) {
      String range = least == 0 ? "at most " + most : least + " to " + most;
      return range + (most == 1 ? " argument" : " arguments");
    }
    return most == 0 ? "no arguments" : most == 1 ? "one argument" : most + " arguments";
  }

  private void report(Span place, String message) {
    report(Diagnostic.at(place, Code.ARGUMENTS, message));
  }

  private void report(Diagnostic diagnostic) {
    good = false;
    diagnostics.add(
        diagnostic.related(
            macro.name().span(),
            "It is declared here as `"
                + macro
                + macro.parameters().stream()
                    .map(it -> it.name() + (it.value().isPresent() ? "=…" : ""))
                    .collect(Collectors.joining(", ", "(", ")"))
                + "`."));
  }

  /**
   * Gives each parameter its value, one without an argument that of its declaration; nothing if the
   * arguments do not fit.
   *
   * @param words expands what stands in the declaration
   * @return whether they fit
   */
  boolean bind(Constants constants, WordExpander words) {
    if (!good) {
      return false;
    }
    for (Statement.Macro.Parameter parameter : macro.parameters()) {
      List<Word> argument = values.get(parameter.name().text());
      if (argument != null) {
        constants.bind(parameter.name(), argument, Constant.Kind.ARGUMENT, diagnostics);
      } else {
        List<Word> value = words.expandList(parameter.value().orElseThrow());
        constants.bind(parameter.name(), value, Constant.Kind.DEFAULT, diagnostics);
      }
    }
    return true;
  }
}
