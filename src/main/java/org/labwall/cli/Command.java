package org.labwall.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A command of the compiler: {@code labwall NAME …}. */
interface Command {
  /** Done, and nothing to report. */
  int DONE = 0;

  /** Errors in the source, or differences. */
  int FOUND = 1;

  /** The command line itself is wrong. */
  int USAGE = 2;

  /** Its options and its help. */
  CommandSpec spec();

  /** Runs it; returns the exit code. */
  int run(ParseResult arguments, Console console) throws IOException;
}
