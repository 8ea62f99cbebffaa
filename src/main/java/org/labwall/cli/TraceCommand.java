package org.labwall.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.labwall.compiler.Tracing;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.JsonRenderer;
import org.labwall.diagnostic.Similar;
import org.labwall.trace.BadQuestion;
import org.labwall.trace.Trace;
import org.labwall.trace.TraceJson;
import org.labwall.trace.TraceText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall trace}: follows one packet through a source and the rules that come of it. */
final class TraceCommand implements Command {
  private static final List<String> FORMATS = List.of("text", "json");
  private static final List<String> VERDICTS = List.of("allow", "deny");

  @Override
  public CommandSpec spec() {
    return Options.command(
            "trace",
            "Follow a packet that opens a connection: what becomes of it at each role, which line"
                + " of the source decides, which generated rules do that, and which lines come"
                + " near.",
            "labwall trace site.lw tcp 172.16.10.5 172.16.20.80:443",
            "labwall trace site.lw https 172.16.10.5 www --expect allow",
            "labwall trace site.lw udp '[2001:db8:10::5]' '[2001:db8:20::80]:53' --role master")
        .addPositional(Options.source())
        .addPositional(
            word(
                1,
                "PROTO",
                "`tcp`, `udp`, `sctp`, `icmp`, `icmp6`, a number, or a service: `https`,"
                    + " `icmp/8/0`."))
        .addPositional(
            word(
                2,
                "SRC[:PORT]",
                "An address, a host of the source, or `self`, the role itself; IPv6 with a port as"
                    + " `[2001:db8::1]:443`. From port 40000 if nothing is said."))
        .addPositional(word(3, "DST[:PORT]", "Likewise. A service has its port."))
        .addOption(Options.role("Follow it at this role only; may be repeated."))
        .addOption(
            Options.value(
                    "INTERFACE",
                    "Let it come by this interface or network; where SRC belongs by default.",
                    "--in")
                .build())
        .addOption(
            Options.value(
                    "VERDICT",
                    "`allow` or `deny`: exit with 1 if it is not so at every role.",
                    "--expect")
                .build())
        .addOption(Options.value("FORMAT", "`text` or `json`.", "--format").build())
        .addOption(Options.firewall())
        .addOption(Options.secrets())
        .addOption(Options.date());
  }

  private static PositionalParamSpec word(int index, String label, String description) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .paramLabel(label)
        .index(String.valueOf(index))
        .arity("1")
        .required(true)
        .description(description)
        .build();
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    String format = Options.format(arguments, FORMATS);
    Optional<String> expected = oneOf("--expect", "verdict", VERDICTS, arguments);
    boolean asJson = format.equals("json");
    Diagnostics diagnostics = new Diagnostics();
    Optional<Tracing> tracing =
        Tracing.of(
            Options.reader(Options.file(arguments), console),
            Options.compilerOptions(arguments, console),
            diagnostics);
    if (tracing.isEmpty()) {
      if (asJson) {
        console.print(JsonRenderer.render(diagnostics.sorted()));
      } else {
        console.show(diagnostics);
      }
      return FOUND;
    }
    List<List<Trace>> traces = traces(tracing.get(), arguments);
    List<Trace> all = traces.stream().flatMap(List::stream).toList();
    console.print(
        asJson
            ? TraceJson.of(all)
            : traces.stream().map(TraceText::of).collect(Collectors.joining("\n")));
    return expected.isEmpty()
            || all.stream().allMatch(it -> it.isAllowed() == expected.get().equals("allow"))
        ? DONE
        : FOUND;
  }

  private static List<List<Trace>> traces(Tracing tracing, ParseResult arguments) {
    List<String> wanted = Options.roles(arguments, tracing.roles());
    try {
      return tracing.trace(
          arguments.matchedPositionalValue(1, ""),
          arguments.matchedPositionalValue(2, ""),
          arguments.matchedPositionalValue(3, ""),
          Optional.ofNullable(arguments.matchedOptionValue("--in", null)),
          wanted);
    } catch (BadQuestion bad) {
      throw new UsageException(bad.sentence());
    }
  }

  private static Optional<String> oneOf(
      String option, String what, List<String> words, ParseResult arguments) {
    Optional<String> word = Optional.ofNullable(arguments.matchedOptionValue(option, null));
    if (word.isPresent() && !words.contains(word.get())) {
      String all = "There are `" + String.join("` and `", words) + "`.";
      throw new UsageException(
          "Unknown "
              + what
              + " `"
              + word.get()
              + "`. "
              + Similar.hint(word.get(), words).orElse(all));
    }
    return word;
  }
}
