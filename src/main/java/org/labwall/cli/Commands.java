package org.labwall.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** All commands; each is loaded when it is called, so that none costs the others time. */
enum Commands {
  COMPILE("Write every role's files", CompileCommand::new),
  CHECK("Report what is wrong with a source", CheckCommand::new),
  FMT("Rewrite sources in their canonical form", FmtCommand::new),
  SERVICES("List the services and macros that every source knows", ServicesCommand::new),
  TRACE("Follow a packet through a source and its rules", TraceCommand::new),
  VERIFY("Prove that rules do what a source says", VerifyCommand::new),
  DIFF("Tell which flows open and close from one source to another", DiffCommand::new),
  MATRIX("Show what may pass from each network to each", MatrixCommand::new),
  IMAGE("Pack a role into an image that boots", ImageCommand::new),
  LAB_UP("Boot the compiled routers in namespaces", LabUpCommand::new),
  LAB_STATUS("Show who is master, and how the machines of a lab are", LabStatusCommand::new),
  LAB_EXEC("Run a program in a machine of a lab", LabExecCommand::new),
  LAB_CAPTURE("Show the packets of a network of a lab", LabCaptureCommand::new),
  LAB_LOG("Show what a router of a lab says", LabLogCommand::new),
  LAB_FAIL("Let a router of a lab fail", LabFailCommand::new),
  LAB_HEAL("Mend the routers of a lab", LabHealCommand::new),
  LAB_TEST("Try in a lab whether the routers do what a source says", LabTestCommand::new),
  LAB_EXPORT("Write what runs a lab of virtual machines", LabExportCommand::new),
  LAB_DOWN("Remove a lab", LabDownCommand::new),
  VPN_CLIENT("Write the one file that a user of a VPN needs", VpnClientCommand::new),
  VPN_PKI_INIT("Make an authority for certificates", () -> VpnPkiCommand.INIT),
  VPN_PKI_SERVER("Issue certificates for servers", () -> VpnPkiCommand.SERVER),
  VPN_PKI_CLIENT("Issue certificates for clients", () -> VpnPkiCommand.CLIENT),
  VPN_PKI_REVOKE("Take a certificate back", () -> VpnPkiCommand.REVOKE),
  VPN_PKI_CRL("Renew the list of revoked certificates", () -> VpnPkiCommand.CRL);

  private final String summary;
  private final Supplier<Command> maker;

  Commands(String summary, Supplier<Command> maker) {
    this.summary = summary;
    this.maker = maker;
  }

  /** The command whose words these arguments start with. */
  static Optional<Commands> of(List<String> arguments) {
    return Arrays.stream(values()).filter(it -> it.starts(arguments)).findFirst();
  }

  /** The commands of one word. */
  static List<Commands> ofOneWord() {
    return Arrays.stream(values()).filter(it -> it.length() == 1).toList();
  }

  /** The commands of several words of which this is the first. */
  static List<Commands> family(String word) {
    return Arrays.stream(values()).filter(it -> it.word().startsWith(word + " ")).toList();
  }

  private boolean starts(List<String> arguments) {
    List<String> words = List.of(word().split(" "));
    return arguments.size() >= words.size() && arguments.subList(0, words.size()).equals(words);
  }

  /** How many words it has. */
  int length() {
    return word().split(" ").length;
  }

  /** The words of all commands. */
  static List<String> words() {
    return Arrays.stream(values()).map(Commands::word).toList();
  }

  /** What is typed. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What it does, in a few words. */
  String summary() {
    return summary;
  }

  /** The command itself. */
  Command load() {
    return maker.get();
  }
}
