package org.labwall.cli;

/** Says what is wrong with a command line. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }

  /** The sentence that says it. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
