package org.labwall.loaded;

import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/** What is done to a packet without deciding of it. */
public sealed interface Statement {

  /**
   * The kernel's log gets a line.
   *
   * @param level from 0, emergency, to 7, debug
   * @param flags what is logged besides
   */
  record Log(String prefix, int level, Set<Flag> flags) implements Statement {
    /** The level where none is given: warning. */
    public static final int WARNING = 4;

    public Log {
      EnumSet<Flag> ordered = EnumSet.noneOf(Flag.class);
      ordered.addAll(flags);
      flags = Collections.unmodifiableSet(ordered);
    }
  }

  /** What a line of the log shows besides. */
  enum Flag {
    TCP_SEQUENCE,
    TCP_OPTIONS,
    IP_OPTIONS,
    USER,
    MAC
  }

  /**
   * A program that listens to the group gets the packet.
   *
   * @param length how much of it
   * @param threshold how many are sent at once
   */
  record GroupLog(String prefix, int group, OptionalInt length, OptionalInt threshold)
      implements Statement {}

  /** The kernel's helper of this name follows the connection from now on. */
  record Follow(String helper, int protocol) implements Statement {}
}
