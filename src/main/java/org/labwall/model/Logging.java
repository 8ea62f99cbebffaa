package org.labwall.model;

import java.util.Optional;

/**
 * How the machines of a cluster log packets.
 *
 * @param target who gets to know of a packet
 * @param prefix what stands before each rule's own text
 * @param rate how many packets each rule logs that says nothing of it; all where there is none
 */
public record Logging(Target target, Optional<RoleText> prefix, Optional<Rule.Limit> rate) {
  /** How packets are logged where the source does not say. */
  public static final Logging DEFAULT =
      new Logging(new Target.KernelLog(Level.WARN), Optional.empty(), Optional.empty());

  /** What separates a prefix from what the kernel says of the packet. */
  public static final String END = ": ";

  /** What {@code log} leaves of a prefix at least for the line, where a rule has no text. */
  private static final int LEFT_FOR_THE_LINE = 17;

  /** The longest prefix of a cluster, in bytes. */
  public int longestPrefix() {
    return target.prefixLength() - LEFT_FOR_THE_LINE;
  }

  /** What stands before a rule's own text for one role. */
  public String prefix(Role role) {
    return prefix.map(text -> text.of(role)).orElse("");
  }

  /** Who gets to know of a packet. */
  public sealed interface Target {
    /** How long a prefix may be that everybody keeps whole, in bytes. */
    int prefixLength();

    /** The kernel's log, which klogd, syslogd or journald read. */
    record KernelLog(Level level) implements Target {
      @Override
      public int prefixLength() {
        return 29;
      }
    }

    /** Whoever listens to a group of nfnetlink_log, 0 to 65535, such as ulogd. */
    record Nflog(int group) implements Target {
      public Nflog {
        if (group < 0 || group > HIGHEST_GROUP) {
          throw new IllegalArgumentException("NFLOG group " + group);
        }
      }

      /** The highest group of nfnetlink_log. */
      public static final int HIGHEST_GROUP = 65_535;

      @Override
      public int prefixLength() {
        return 63;
      }
    }
  }

  /** How urgent a line in the kernel's log is, as syslog(2) has it; most urgent first. */
  public enum Level {
    EMERG,
    ALERT,
    CRIT,
    ERR,
    WARN,
    NOTICE,
    INFO,
    DEBUG
  }
}
