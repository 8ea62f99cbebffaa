package org.labwall.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.labwall.backend.OutputLock;
import org.labwall.diagnostic.Similar;

/** A lab that runs. */
public final class Lab {
  private final LabDirectory directory;
  private final LabPlan plan;

  private Lab(LabDirectory directory, LabPlan plan) {
    this.directory = directory;
    this.plan = plan;
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

  /** Keeps others from making or removing the lab. */
  static OutputLock lock(LabDirectory directory) throws IOException {
    Files.createDirectories(LabDirectory.ROOT);
    return OutputLock.tryTake(directory.lock())
        .orElseThrow(
            () ->
                new LabException(
                    "Another labwall is making, changing or removing the lab `"
                        + directory.name()
                        + "`."));
  }

  /** Its plan. */
  public LabPlan plan() {
    return plan;
  }

  /** Its directory. */
  LabDirectory files() {
    return directory;
  }
}
