package org.labwall.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A daemon of a machine: of some kinds there is one, of others one for each file of a directory.
 *
 * @param kind what it is
 * @param instance the name of its file without the ending; empty where there is but one
 */
public record Daemon(Kind kind, String instance) {
  /** The one that elects masters. */
  static final Daemon KEEPALIVED = new Daemon(Kind.KEEPALIVED, "");

  /** The script that says who may join a VPN; its reasons go to syslog. */
  static final String CLIENT_CONNECT = "usr/lib/labwall/vpn-client-connect";

  /** Stands for the instance, in the name of its file and in its command. */
  private static final String INSTANCE = "%i";

  /**
   * The kinds of daemons, each where its files are: this is all that a lab must know of one, and
   * that the image of a virtual machine must.
   */
  public enum Kind {
    KEEPALIVED(
        "keepalived",
        "etc/keepalived/keepalived.conf",
        "keepalived -n -l -D",
        "keepalived",
        "Startup complete"),
    /** Where there is no systemd, its log is what programs say by syslog(3). */
    SYSLOG(
        "busybox", CLIENT_CONNECT, "busybox syslogd -n -O -", "busybox-static", "syslogd started"),
    FREERADIUS(
        "freeradius",
        "etc/freeradius/3.0/labwall/clients.conf",
        "freeradius -f -l stdout",
        "freeradius",
        "Ready to process requests"),
    /** As openvpn-server@.service runs it. */
    OPENVPN(
        "openvpn",
        "etc/openvpn/server/%i.conf",
        "openvpn --suppress-timestamps --cd /etc/openvpn/server --config %i.conf",
        "openvpn",
        "Initialization Sequence Completed"),
    SQUID(
        "squid",
        "etc/squid/squid.conf",
        "squid -N -d 1 -f /etc/squid/squid.conf",
        "squid",
        "Accepting HTTP Socket connections");

    private final String program;
    private final String file;
    private final String command;
    private final String debianPackage;
    private final String ready;

    /**
     * A kind.
     *
     * @param program the program
     * @param file the file of a role's tree that asks for it, with {@code %i} for the instance
     *     where there may be several
     * @param command what keeps it in the foreground, and its log on standard output
     * @param debianPackage the Debian package that has it
     * @param ready what its log says once it works
     */
    Kind(String program, String file, String command, String debianPackage, String ready) {
      this.program = program;
      this.file = file;
      this.command = command;
      this.debianPackage = debianPackage;
      this.ready = ready;
    }

    /** Its program, without which there is none. */
    public String program() {
      return program;
    }

    /** The Debian package that has it. */
    public String debianPackage() {
      return debianPackage;
    }

    /** Whether a tree that has this file asks for it. */
    public boolean isFor(String path) {
      int at = file.indexOf(INSTANCE);
      if (at < 0) {
        return path.equals(file);
      }
      String head = file.substring(0, at);
      String tail = file.substring(at + INSTANCE.length());
      return path.length() > head.length() + tail.length()
          && path.startsWith(head)
          && path.endsWith(tail)
          && path.indexOf('/', at) < 0;
    }

    private Daemon of(String path) {
      int at = file.indexOf(INSTANCE);
      int behind = file.length() - at - INSTANCE.length();
      return new Daemon(this, at < 0 ? "" : path.substring(at, path.length() - behind));
    }
  }

  /** The daemons of a machine whose tree has these files. */
  static List<Daemon> of(Set<String> files) {
    return Arrays.stream(Kind.values())
        .flatMap(kind -> files.stream().filter(kind::isFor).sorted().map(kind::of))
        .toList();
  }

  /** The daemons of a machine whose tree has these files, each with its command behind a tab. */
  public static String table(Set<String> files) {
    return of(files).stream()
        .map(it -> it.word() + "\t" + it.command() + "\n")
        .collect(Collectors.joining());
  }

  /** The daemons of a text that {@link #table} made. */
  static List<Daemon> read(String table) {
    return table
        .lines()
        .map(line -> line.substring(0, line.indexOf('\t')).split("@", 2))
        .flatMap(
            words ->
                Stream.of(Kind.values())
                    .filter(kind -> kind.program.equals(words[0]))
                    .map(kind -> new Daemon(kind, words.length > 1 ? words[1] : "")))
        .toList();
  }

  /** Its name: the program's, and behind an `@` the instance. */
  String word() {
    return instance.isEmpty() ? kind.program : kind.program + "@" + instance;
  }

  /** The command that runs it. */
  String command() {
    return kind.command.replace(INSTANCE, instance);
  }

  /** What its log says once it works. */
  String ready() {
    return kind.ready;
  }
}
