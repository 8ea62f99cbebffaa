package org.labwall.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.labwall.backend.OutputLock;
import org.labwall.backend.OutputTree;
import org.labwall.lab.LabPlan.Election;
import org.labwall.lab.LabPlan.Router;
import org.labwall.lab.LabPlan.Station;
import org.labwall.lab.image.BootKernel;

/** Makes a lab, whole or not at all. */
public final class LabBuilder {
  /** How much longer than the rules of VRRP say an election may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LabDirectory directory;
  private final LabPlan plan;
  private final LabFiles files;
  private final Optional<BootKernel> virtual;
  private final Consumer<String> progress;
  private final Program program;
  private volatile boolean interrupted;
  private Optional<OutputLock> lock = Optional.empty();

  private LabBuilder(
      LabPlan plan, LabFiles files, Optional<BootKernel> virtual, Consumer<String> progress) {
    this.directory = new LabDirectory(plan.name());
    this.plan = plan;
    this.files = files;
    this.virtual = virtual;
    this.progress = progress;
    this.program = new Program(directory.path());
  }

  /**
   * Makes the lab of a plan, boots its routers, and waits until each virtual router has a master.
   * What goes wrong, or an interruption of the process, leaves nothing behind.
   *
   * @param files the compiled files of all roles, and what they need besides
   * @param progress is told what comes next
   * @return the elections that have no master in spite of all patience
   */
  public static List<Election> up(LabPlan plan, LabFiles files, Consumer<String> progress)
      throws IOException {
    return up(plan, files, Optional.empty(), progress);
  }

  /**
   * The same.
   *
   * @param virtual the kernel of the routers, if they are to be virtual machines
   */
  public static List<Election> up(
      LabPlan plan, LabFiles files, Optional<BootKernel> virtual, Consumer<String> progress)
      throws IOException {
    Requirements.checkRoot();
    return new LabBuilder(plan, files, virtual, progress).up(true);
  }

  /** The same, but for masters it waits not, for whoever uses the lab can do that himself. */
  public static void boot(LabPlan plan, LabFiles files, Optional<BootKernel> virtual)
      throws IOException {
    Requirements.checkRoot();
    new LabBuilder(plan, files, virtual, it -> {}).up(false);
  }

  private List<Election> up(boolean elects) throws IOException {
    Kernel kernel = Kernel.probe(program);
    Requirements.check(plan, files.tree(), kernel);
    Thread end =
        new Thread(
            () -> {
              interrupted = true;
              tearDown();
            });
    Runtime.getRuntime().addShutdownHook(end);
    try {
      List<Election> undecided = make(kernel, elects);
      Runtime.getRuntime().removeShutdownHook(end);
      return undecided;
    } catch (IOException | LabException failure) {
      tearDown();
      if (interrupted) {
        throw new LabException("Interrupted; the lab `" + plan.name() + "` was taken down.");
      }
      Runtime.getRuntime().removeShutdownHook(end);
      throw failure instanceof LabException known ? known : unwritable(failure);
    }
  }

  private LabException unwritable(Exception failure) {
    return new LabException(
        "Cannot make the lab in `" + directory.path() + "`: " + failure.getMessage() + ".");
  }

  /** Takes the lock of a lab that is not there yet. */
  private OutputLock lockAbsent() throws IOException {
    OutputLock taken = Lab.lock(directory);
    try {
      checkAbsent();
      return taken;
    } catch (LabException present) {
      taken.close();
      throw present;
    }
  }

  private void checkAbsent() throws IOException {
    if (Files.exists(directory.path())) {
      String name = plan.name();
      throw new LabException(
          directory.isUp()
              ? "A lab `" + name + "` is running already."
              : "What an interrupted `up` left of a lab `" + name + "` is still there.",
          "`labwall lab down " + name + "` removes it; `--name` gives another one its own name.");
    }
    for (String namespace : plan.namespaces()) {
      if (Files.exists(Remains.NAMESPACES.resolve(namespace))) {
        throw new LabException(
            "There is a network namespace `" + namespace + "` that no lab has made.",
            "`ip netns del " + namespace + "` removes it.");
      }
    }
  }

  /** Removes what there is of the lab, if it is ours; whoever comes second waits. */
  private synchronized void tearDown() {
    program.close();
    try {
      if (lock.isPresent()) {
        new Remains(directory).remove();
        lock.get().close();
        lock = Optional.empty();
      }
      Remains.tidy();
    } catch (IOException | LabException failure) {
      progress.accept("Not all of it could be removed: " + failure.getMessage());
    }
  }

  /**
   * Takes the lock and writes all files: an interruption comes before or behind the whole of it.
   */
  private synchronized Machines begin(Kernel kernel) throws IOException {
    if (interrupted) {
      throw new LabException("The lab is being taken down.");
    }
    lock = Optional.of(lockAbsent());
    Remains.foresee();
    directory.make();
    directory.write("kernel", kernel.toString());
    directory.write("plan", PlanText.write(plan));
    directory.write("hosts", files.names());
    OutputTree tree = files.withKeys(directory.keys());
    if (virtual.isPresent()) {
      progress.accept("Packing %d images.".formatted(plan.routers().size()));
      VirtualMachines.write(directory, plan, tree, virtual.get());
    }
    Machines machines = new Machines(directory, plan, kernel, program);
    machines.write(tree);
    return machines;
  }

  private List<Election> make(Kernel kernel, boolean elects) throws IOException {
    Machines machines = begin(kernel);
    progress.accept(
        "Making %d machines and %d networks."
            .formatted(plan.machines().size(), plan.networks().size()));
    machines.wire();
    // Whoever gives out addresses is there before anybody asks for one.
    for (Station station : plan.stations()) {
      if (!station.leases().isEmpty()) {
        machines.start(station);
      }
    }
    for (Router router : plan.routers()) {
      machines.boot(router);
    }
    for (Station station : plan.stations()) {
      if (station.leases().isEmpty()) {
        machines.start(station);
      }
    }
    for (Router router : plan.routers()) {
      machines.await(router);
    }
    directory.write("up", "");
    List<Election> undecided = elects ? elect() : List.of();
    lock.get().close();
    return undecided;
  }

  private List<Election> elect() throws IOException {
    List<Election> open = new ArrayList<>(plan.elections());
    Duration longest =
        open.stream().map(Election::takeover).max(Duration::compareTo).orElse(Duration.ZERO);
    if (!open.isEmpty()) {
      progress.accept(
          "Waiting for a master, %.1f s at most.".formatted(longest.toMillis() / 1000.0));
    }
    Instant end = Instant.now().plus(longest).plus(PATIENCE);
    while (!open.isEmpty() && Instant.now().isBefore(end)) {
      for (Router router : plan.routers()) {
        RunningRouter running = new RunningRouter(directory, router.name());
        for (Daemon daemon : running.daemons()) {
          running.checkAlive(daemon);
        }
      }
      for (Election election : List.copyOf(open)) {
        if (master(election).isPresent()) {
          open.remove(election);
        }
      }
      Remains.pause();
    }
    return open;
  }

  private Optional<String> master(Election election) throws IOException {
    for (String role : election.roles()) {
      Optional<String> state = new RunningRouter(directory, role).state(election.instance());
      if (state.filter("MASTER"::equals).isPresent()) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
