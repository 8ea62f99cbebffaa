package org.labwall.lab;

import java.io.IOException;

/** Runs a program in the place of this process, on its terminal and with its exit status. */
public final class Foreground {
  private Foreground() {}

  /** Runs the program to its end; returns its exit status. */
  public static int run(ProcessBuilder program) throws IOException {
    Process process = program.inheritIO().start();
    // The keys that interrupt go to both of us, and what they mean is up to the program.
    Thread interrupted =
        new Thread(
            () -> {
              try {
                Runtime.getRuntime().halt(process.waitFor());
              } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(interrupted);
    int status = Program.waitFor(process);
    try {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException ending) {
      Runtime.getRuntime().halt(status);
    }
    return status;
  }
}
