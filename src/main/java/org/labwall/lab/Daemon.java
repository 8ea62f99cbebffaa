package org.labwall.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The daemons that a router runs, each where its files are. */
public enum Daemon {
  KEEPALIVED(
      "keepalived",
      "etc/keepalived/keepalived.conf",
      "keepalived -n -l -D",
      "keepalived",
      "Startup complete");

  private final String word;
  private final String file;
  private final String command;
  private final String debianPackage;
  private final String ready;

  /**
   * A daemon.
   *
   * @param word its name, which is also its program's
   * @param file the file of a role's tree that asks for it
   * @param command what keeps it in the foreground, and its log on standard output
   * @param debianPackage the Debian package that has it
   * @param ready what its log says once it works
   */
  Daemon(String word, String file, String command, String debianPackage, String ready) {
    this.word = word;
    this.file = file;
    this.command = command;
    this.debianPackage = debianPackage;
    this.ready = ready;
  }

  /** The daemons of a role whose tree has these files. */
  static List<Daemon> of(Set<String> files) {
    return Arrays.stream(values()).filter(it -> files.contains(it.file)).toList();
  }

  /** The daemons of a role whose tree has these files, each with its command behind a tab. */
  public static String table(Set<String> files) {
    StringBuilder table = new StringBuilder();
    of(files).forEach(it -> table.append(it.word).append('\t').append(it.command).append('\n'));
    return table.toString();
  }

  /** Its name. */
  String word() {
    return word;
  }

  /** The command that runs it. */
  String command() {
    return command;
  }

  /** The Debian package that has it. */
  String debianPackage() {
    return debianPackage;
  }

  /** What its log says once it works. */
  String ready() {
    return ready;
  }
}
