package org.labwall.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Similar;
import org.labwall.model.Service;
import org.labwall.model.Service.Helper;
import org.labwall.model.Service.Ports;

/** Reads the connection helper of a SERVICE. */
record HelperReader(Values values) {

  /** The services with the helper that {@code word} names; one that does not fit is reported. */
  List<Service> helped(Collection<Service> services, Word word) {
    Optional<Helper> helper = values.plain(word).flatMap(text -> known(word, text));
    if (helper.isEmpty()) {
      return List.copyOf(services);
    }
    List<Service> helped = new ArrayList<>();
    for (Service service : services) {
      boolean fits =
          service instanceof Ports ports
              && helper.get().follows(ports.protocol())
              && ports.helper().stream().allMatch(helper.get()::equals);
      if (!fits) {
        report(word, helper.get());
        return List.copyOf(services);
      }
      Ports ports = (Ports) service;
      helped.add(new Ports(ports.protocol(), ports.first(), ports.last(), helper));
    }
    return helped;
  }

  private Optional<Helper> known(Word word, String text) {
    Optional<Helper> helper = Helper.of(text);
    if (helper.isEmpty()) {
      List<String> words = Arrays.stream(Helper.values()).map(Helper::word).toList();
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      word.span(),
                      Code.BAD_SERVICE,
                      "There is no connection helper `" + Values.shown(text) + "`.")
                  .hint(
                      Similar.hint(text, words)
                          .or(
                              () ->
                                  Optional.of("It is one of " + String.join(", ", words) + "."))));
    }
    return helper;
  }

  private void report(Word word, Helper helper) {
    String ports =
        helper.follows(Service.TCP) && helper.follows(Service.UDP)
            ? "TCP or UDP"
            : helper.follows(Service.TCP) ? "TCP" : "UDP";
    values
        .diagnostics()
        .add(
            Diagnostic.at(
                    word.span(),
                    Code.BAD_SERVICE,
                    "The helper `" + helper.word() + "` does not fit all of these services.")
                .hint("It follows ports of " + ports + " that have no other helper."));
  }
}
