package org.labwall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs every command in one JVM, whose classes the launcher records in a cache: it serves what was
 * trained, and the first use of anything else is slow.
 */
public final class Training {
  private static final int HOSTS = 150;
  private static final int RULES = 2000;

  private Training() {}

  /**
   * Compiles, checks and formats sources, and one with many rules; lists the library.
   *
   * @param args the directory to write to, then the sources
   */
  public static void main(String[] args) throws IOException {
    for (int i = 1; i < args.length; i++) {
      run(args[i], args[0]);
    }
    Path large = Path.of(args[0] + ".lw");
    Files.writeString(large, large());
    run(large.toString(), args[0]);
    Main.run(new String[] {"services"}, Console.ofProcess());
    Main.run(new String[] {"services", "ssh"}, Console.ofProcess());
  }

  private static void run(String source, String directory) {
    Console console = Console.ofProcess();
    String[][] commands = {
      {"compile", source, "-o", directory},
      {"compile", source, "-o", directory, "--check"},
      {"compile", source, "-o", directory},
      {"compile", source, "-o", directory, "--check", "--firewall", "nftables"},
      {"check", source},
      {"fmt", source, "--check"},
      {"trace", source, "https", "self", "192.0.2.1"},
      {"trace", source, "https", "192.0.2.1", "self", "--firewall", "nftables"},
      // No lab can have this name, so that it is planned and not made.
      {"lab", "up", source, "--name", "/"}
    };
    for (String[] command : commands) {
      Main.run(command, console);
    }
  }

  /** A policy between hosts and groups of hosts, with rules enough to be written as a search. */
  private static String large() {
    StringBuilder text = new StringBuilder();
    text.append("DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1\n");
    text.append("VLAN 10 eth0 10.1.0.0/16 10.1.0.1 net1\nVLAN 20 eth0 10.2.0.0/16 10.2.0.1 net2\n");
    for (int i = 0; i < HOSTS; i++) {
      text.append("GROUP group%d 10.1.7.%d, 10.2.0.0/16, 10.2.8.%<d\n".formatted(i, i + 1));
    }
    for (int i = 0; i < RULES; i++) {
      String from = i % 3 == 0 ? "group" + i % HOSTS : "10.1." + (1 + i % 200) + "." + i % 256;
      String to = i % 5 == 0 ? "group" + i * 7 % HOSTS : "10.2." + (1 + i % 100) + "." + i % 253;
      String port = i % 4 == 0 ? i + "-" + (i + i % 9) : String.valueOf(i);
      String verdict = i % 11 == 0 ? "deny" : "allow";
      text.append("%s from %s to %s tcp/%s, udp/%d\n".formatted(verdict, from, to, port, i));
    }
    return text.append("allow from net1 to self ssh\n").toString();
  }
}
