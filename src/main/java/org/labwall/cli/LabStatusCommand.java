package org.labwall.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.labwall.lab.Lab;
import org.labwall.lab.LabPlan.Station;
import org.labwall.lab.LabStatus;
import org.labwall.lab.LabStatus.ElectionStatus;
import org.labwall.lab.LabStatus.InterfaceStatus;
import org.labwall.lab.LabStatus.RouterStatus;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall lab status}: shows who is master, and how all machines are. */
final class LabStatusCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
            "lab status",
            "Show who is master, and each router's daemons, addresses and counters.",
            "labwall lab status",
            "labwall lab status classic")
        .addPositional(Options.lab());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    Lab lab = Lab.find(Optional.ofNullable(arguments.matchedPositionalValue(0, null)));
    LabStatus status = lab.status();
    StringBuilder text = new StringBuilder();
    for (ElectionStatus it : status.elections()) {
      String masters = it.masters().isEmpty() ? "nobody" : String.join(" and ", it.masters());
      text.append(
          "%s: %s is master, of %s%n"
              .formatted(it.election().instance(), masters, join(it.election().addresses())));
    }
    status.routers().forEach(it -> text.append('\n').append(router(it, status)));
    text.append('\n');
    for (Station station : lab.plan().stations()) {
      text.append("%s  %s%n".formatted(station.name(), join(station.addresses())));
    }
    console.print(text + keys(lab));
    return DONE;
  }

  /** A line about the keys that were made for a lab alone, if there are such. */
  static String keys(Lab lab) {
    return lab.keys()
        .map(it -> "The keys of its VPN servers were made for it, and go with it: " + it + "\n")
        .orElse("");
  }

  private static String router(RouterStatus it, LabStatus status) {
    StringBuilder text = new StringBuilder(it.router().name());
    text.append(it.on() ? "" : ", off");
    it.daemons().forEach((name, works) -> text.append(works ? ", " : ", no ").append(name));
    it.failures().forEach(failure -> text.append(", failed: ").append(failure));
    text.append("\n");
    for (ElectionStatus election : status.elections()) {
      String state = election.states().get(it.router().name());
      if (state != null) {
        text.append("  %-15s %s%n".formatted(election.election().instance(), state));
      }
    }
    for (InterfaceStatus port : it.interfaces()) {
      text.append(
          "  %-15s %-5s %s in, %s out  %s%n"
              .formatted(
                  port.name(), port.state(), port.received(), port.sent(), join(port.addresses()))
              .replaceFirst(" +\n", "\n"));
    }
    if (!it.dropped().isEmpty()) {
      text.append(
          "  %-15s %d to it, %d through it, %d from it%n"
              .formatted(
                  "dropped",
                  it.dropped().get("INPUT"),
                  it.dropped().get("FORWARD"),
                  it.dropped().get("OUTPUT")));
    }
    return text.toString();
  }

  private static String join(List<?> members) {
    return String.join(", ", members.stream().map(String::valueOf).toList());
  }
}
