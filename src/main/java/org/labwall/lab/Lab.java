package org.labwall.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.labwall.backend.OutputLock;
import org.labwall.diagnostic.Similar;
import org.labwall.lab.LabPlan.Router;

/** A lab that runs. */
public final class Lab {
  /**
   * The lock of a lab that is just made may be held for a moment by who tidies up behind others.
   */
  private static final int ATTEMPTS = 10;

  /** Lets a program know the machines that a file names, and no others. */
  private static final String NAMED = "mount --bind \"$0\" /etc/hosts && exec \"$@\"";

  private final LabDirectory directory;
  private final LabPlan plan;
  private final Program program;

  private Lab(LabDirectory directory, LabPlan plan) {
    this.directory = directory;
    this.plan = plan;
    this.program = new Program(directory.path());
  }

  /** The lab of that name, or the only one where none is named. */
  public static Lab find(Optional<String> name) throws IOException {
    LabDirectory directory = directory(name);
    Optional<LabPlan> plan = directory.isUp() ? directory.plan() : Optional.empty();
    return new Lab(
        directory,
        plan.orElseThrow(
            () ->
                new LabException(
                    "The lab `" + directory.name() + "` is not up.",
                    "Another labwall is making it now, or was killed while it did; `labwall lab"
                        + " down "
                        + directory.name()
                        + "` removes what is left of it.")));
  }

  /** The names of all labs. */
  public static List<String> names() throws IOException {
    return LabDirectory.names();
  }

  private static LabDirectory directory(Optional<String> name) throws IOException {
    Requirements.checkRoot();
    List<String> names = LabDirectory.names();
    if (names.isEmpty() || (name.isPresent() && !names.contains(name.get()))) {
      throw new LabException(
          name.map(it -> "No lab `" + it + "` is running.").orElse("No lab is running."),
          name.flatMap(it -> Similar.hint(it, names))
              .orElse(
                  names.isEmpty()
                      ? "`labwall lab up FILE` starts one."
                      : "There are `" + String.join("`, `", names) + "`."));
    }
    if (name.isEmpty() && names.size() > 1) {
      throw new LabException(
          "Several labs are running: `" + String.join("`, `", names) + "`.",
          "Name the one that you mean.");
    }
    return new LabDirectory(name.orElse(names.get(0)));
  }

  /** Removes the lab of that name, or the only one, however far its making came. */
  public static String down(Optional<String> name) throws IOException {
    Requirements.checkRoot();
    Remains.tidy();
    LabDirectory directory = directory(name);
    try (OutputLock lock = lock(directory)) {
      if (!Files.exists(directory.path())) {
        throw new LabException("No lab `" + directory.name() + "` is running.");
      }
      new Remains(directory).remove();
    }
    Remains.tidy();
    return directory.name();
  }

  /** Removes a lab in the last moments of the process that uses it, whatever else it does there. */
  public static void abandon(String name) throws IOException {
    LabDirectory directory = new LabDirectory(name);
    if (Files.exists(directory.path())) {
      new Remains(directory).remove();
      Remains.tidy();
    }
  }

  /** Keeps others from making or removing the lab. */
  static OutputLock lock(LabDirectory directory) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Files.createDirectories(LabDirectory.ROOT);
        Optional<OutputLock> lock = OutputLock.tryTake(directory.lock());
        if (lock.isPresent()) {
          return lock.get();
        }
      } catch (NoSuchFileException tidied) {
        // Whoever took down the last lab removed what no lab needs, at this very moment.
      }
      Remains.pause();
    }
    throw new LabException(
        "Another labwall is making, changing or removing the lab `" + directory.name() + "`.");
  }

  /** Its plan. */
  public LabPlan plan() {
    return plan;
  }

  /** Its machines as they are now. */
  public LabStatus status() throws IOException {
    return LabStatus.of(this, directory);
  }

  /** Its virtual routers as they are now. */
  public List<LabStatus.ElectionStatus> elections() throws IOException {
    return LabStatus.elections(directory, plan);
  }

  /** A program in a machine. */
  public ProcessBuilder program(String machine, List<String> command) throws IOException {
    return program.builder(words(machine, command));
  }

  /** Whether its routers are virtual machines, into which nobody sees but by their programs. */
  public boolean isVirtual() throws IOException {
    return VirtualMachines.of(directory, plan, program).isPresent();
  }

  /** What a program in a machine prints, errors included. */
  public String output(String machine, List<String> command) throws IOException {
    return program.run(words(machine, command), "").output();
  }

  private List<String> words(String machine, List<String> command) throws IOException {
    checkMachine(machine);
    List<String> words = new ArrayList<>();
    if (plan.router(machine).isPresent()) {
      OptionalLong init = running(machine).init();
      if (init.isEmpty()) {
        throw new LabException(
            "`" + machine + "` is off.", "`labwall lab heal " + machine + "` boots it.");
      }
      Optional<VirtualMachines> virtual = VirtualMachines.of(directory, plan, program);
      words.addAll(
          virtual.isPresent()
              ? virtual.get().prefix(machine)
              : List.of(
                  "nsenter",
                  "--target",
                  String.valueOf(init.getAsLong()),
                  "--mount",
                  "--uts",
                  "--ipc",
                  "--net",
                  "--pid",
                  "--"));
    } else {
      words.addAll(List.of("ip", "netns", "exec", plan.namespace(machine)));
      if (!directory.read("hosts").orElse("").isEmpty()) {
        words.addAll(List.of("sh", "-c", NAMED, directory.path().resolve("hosts").toString()));
      }
    }
    words.addAll(command);
    return words;
  }

  /** The directory of the keys that were made for this lab alone, where it has such. */
  public Optional<Path> keys() {
    return Optional.of(directory.keys()).filter(Files::exists);
  }

  /** tcpdump(8) on the switch of a network. */
  public ProcessBuilder capture(String network, List<String> options) throws IOException {
    if (!plan.networks().contains(network)) {
      throw unknown("network", network, plan.networks());
    }
    Requirements.check(Map.of("tcpdump", "tcpdump"));
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", plan.switchNamespace()));
    words.addAll(List.of("tcpdump", "-Z", "root", "-U", "-n", "-i", plan.bridge(network)));
    words.addAll(options);
    return program.builder(words);
  }

  /** What was said while a router booted, and by its daemons since. */
  public String log(String role) throws IOException {
    checkRouter(role);
    RunningRouter router = running(role);
    StringBuilder log = new StringBuilder(router.bootLog());
    for (Daemon daemon : router.daemons()) {
      log.append(router.log(daemon));
    }
    return log.toString();
  }

  /** What fails now. */
  public List<Failure> failures() throws IOException {
    return directory.failures();
  }

  /** Lets a router fail. */
  public void fail(Failure failure) throws IOException {
    Router router = checkRouter(failure.role());
    try (OutputLock lock = lock(directory)) {
      if (directory.failures().stream()
          .anyMatch(it -> it.equals(failure) || isOff(it, failure.role()))) {
        throw new LabException(
            "`" + failure.role() + "` has failed already.",
            "`labwall lab heal " + failure.role() + "` mends it.");
      }
      faults().fail(failure, router);
    }
  }

  private Faults faults() throws IOException {
    Kernel kernel = Kernel.parse(directory.read("kernel").orElse(""));
    return new Faults(directory, new Machines(directory, plan, kernel, program));
  }

  private RunningRouter running(String role) {
    return new RunningRouter(directory, role);
  }

  private Router checkRouter(String role) {
    return plan.router(role)
        .orElseThrow(
            () -> unknown("role", role, plan.routers().stream().map(Router::name).toList()));
  }

  private void checkMachine(String name) {
    if (!plan.machines().contains(name)) {
      throw unknown("machine", name, plan.machines());
    }
  }

  static LabException unknown(String kind, String name, List<String> names) {
    return new LabException(
        "There is no " + kind + " `" + name + "`.",
        Similar.hint(name, names).orElse("There are `" + String.join("`, `", names) + "`."));
  }

  private static boolean isOff(Failure failure, String role) {
    return failure.role().equals(role) && failure.how() == Failure.How.POWER;
  }

  /** Undoes all failures of a router, or of all routers where none is named. */
  public List<Failure> heal(Optional<String> role) throws IOException {
    if (role.isPresent()) {
      checkRouter(role.get());
    }
    try (OutputLock lock = lock(directory)) {
      List<Failure> healed =
          directory.failures().stream()
              .filter(it -> role.isEmpty() || it.role().equals(role.get()))
              .toList();
      for (Failure failure : healed) {
        faults().heal(failure, plan.router(failure.role()).orElseThrow());
      }
      return healed;
    }
  }
}
