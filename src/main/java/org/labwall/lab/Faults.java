package org.labwall.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Router;

/** Breaks routers of a lab, and mends them. */
final class Faults {
  private final LabDirectory directory;
  private final Machines machines;

  Faults(LabDirectory directory, Machines machines) {
    this.directory = directory;
    this.machines = machines;
  }

  /** Lets a router fail. */
  void fail(Failure failure, Router router) throws IOException {
    RunningRouter running = new RunningRouter(directory, router.name());
    List<Failure> failures = new ArrayList<>(directory.failures());
    switch (failure.how()) {
      case POWER -> {
        failures.removeIf(it -> it.role().equals(router.name()));
        note(failures, failure);
        // Without its cables, nothing that dies can say goodbye.
        machines.setCables(router, Optional.empty(), false);
        killAll(running, "");
      }
      case DAEMON -> {
        if (!running.daemons().contains(Daemon.KEEPALIVED)) {
          throw new LabException("`" + router.name() + "` runs no keepalived.");
        }
        note(failures, failure);
        if (machines.virtual().isPresent()) {
          machines.virtual().get().kill(router, Daemon.KEEPALIVED);
        } else {
          killAll(running, Daemon.KEEPALIVED.word());
        }
      }
      case LINK -> {
        String device = failure.device().orElseThrow();
        if (!machines.hasCables(router, device)) {
          throw Lab.unknown("interface", device, router.ports().stream().map(Port::name).toList());
        }
        note(failures, failure);
        machines.setCables(router, failure.device(), false);
      }
    }
  }

  private void note(List<Failure> failures, Failure failure) throws IOException {
    failures.add(failure);
    directory.write("failures", Failure.write(failures));
  }

  /** Undoes a failure. */
  void heal(Failure failure, Router router) throws IOException {
    RunningRouter running = new RunningRouter(directory, router.name());
    switch (failure.how()) {
      case POWER -> {
        machines.replace(router);
        machines.boot(router);
        machines.await(router);
      }
      case DAEMON -> {
        running.start(Daemon.KEEPALIVED);
        running.await(Daemon.KEEPALIVED);
      }
      case LINK -> machines.setCables(router, failure.device(), true);
    }
    List<Failure> failures = new ArrayList<>(directory.failures());
    failures.remove(failure);
    directory.write("failures", Failure.write(failures));
  }

  /**
   * Kills the processes of that name in a router, or all: children first, for keepalived's would
   * say goodbye when their parent dies.
   */
  private static void killAll(RunningRouter router, String name) throws IOException {
    while (true) {
      OptionalLong init = router.init();
      List<ProcessHandle> found = new ArrayList<>();
      if (init.isPresent()) {
        ProcessHandle.of(init.getAsLong())
            .ifPresent(
                it -> {
                  if (name.isEmpty()) {
                    found.add(it);
                  }
                  it.descendants().forEach(found::add);
                });
      }
      found.removeIf(it -> name.isEmpty() ? command(it).isEmpty() : !name.equals(command(it)));
      if (found.isEmpty()) {
        return;
      }
      Collections.reverse(found);
      found.forEach(ProcessHandle::destroyForcibly);
      Remains.pause();
    }
  }

  /** The name of a process; that of one that is dead, and waits to be noticed, is empty. */
  private static String command(ProcessHandle process) {
    try {
      String stat =
          LabDirectory.read(Path.of("/proc", String.valueOf(process.pid()), "stat")).orElse("");
      int end = stat.lastIndexOf(')');
      return end < 0 || stat.startsWith("Z", end + 2)
          ? ""
          : stat.substring(stat.indexOf('(') + 1, end);
    } catch (IOException ended) {
      return "";
    }
  }
}
