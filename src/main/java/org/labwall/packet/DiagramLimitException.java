package org.labwall.packet;

/**
 * Functions of packets became larger than was allowed: many lists that overlap and have differing
 * services tell so many packets apart that no memory would hold them.
 */
public final class DiagramLimitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An exception with a message for whoever asked. */
  public DiagramLimitException() {
    super("The rules tell more packets apart than can be compared.");
  }
}
