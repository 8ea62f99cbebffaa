package org.labwall.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.labwall.lab.Foreground;
import org.labwall.lab.Lab;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall lab capture}: shows the packets of a network. */
final class LabCaptureCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
            "lab capture",
            "Show the packets on the switch of a network, as tcpdump does.",
            "labwall lab capture staff",
            "labwall lab capture staff -w staff.pcap",
            "labwall lab capture staff -- -c 10 icmp")
        .addPositional(Options.machine("NETWORK", "A network of the source."))
        .addPositional(
            Options.rest("OPTION", "0..*", "Further options of tcpdump, and its filter."))
        .addOption(
            Options.value("FILE", "Write the packets to FILE, for Wireshark and its like.", "-w")
                .build())
        .addOption(Options.labName());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    List<String> options = new ArrayList<>();
    if (arguments.hasMatchedOption("-w")) {
      options.addAll(List.of("-w", arguments.matchedOptionValue("-w", "")));
    }
    options.addAll(arguments.matchedPositionalValue(1, List.<String>of()));
    String network = arguments.matchedPositionalValue(0, "");
    return Foreground.run(Lab.find(Options.labName(arguments)).capture(network, options));
  }
}
