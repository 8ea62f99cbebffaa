package org.labwall.cli;

/**
 * Runs every command in one JVM, whose classes the launcher records in a cache: it serves what was
 * trained, and the first use of anything else is slow.
 */
public final class Training {
  private Training() {}

  /**
   * Compiles, checks and formats sources.
   *
   * @param args the directory to write to, then the sources
   */
  public static void main(String[] args) {
    Console console = Console.ofProcess();
    for (int i = 1; i < args.length; i++) {
      String[][] commands = {
        {"compile", args[i], "-o", args[0]},
        {"compile", args[i], "-o", args[0], "--check"},
        {"compile", args[i], "-o", args[0]},
        {"compile", args[i], "-o", args[0], "--check", "--firewall", "nftables"},
        {"check", args[i]},
        {"fmt", args[i], "--check"}
      };
      for (String[] command : commands) {
        Main.run(command, console);
      }
    }
  }
}
