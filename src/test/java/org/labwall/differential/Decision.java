package org.labwall.differential;

/**
 * What the source says of a packet.
 *
 * @param verdict what becomes of it
 * @param place the interface by which an allowed packet leaves, or {@link #HERE}
 * @param reason the line of the source that decides, or what is implied
 */
record Decision(Verdict verdict, String place, String reason) {
  /** The place of what the router itself gets. */
  static final String HERE = "the router itself";

  /** The place of what arrives nowhere. */
  static final String NOWHERE = "nowhere";

  static Decision deny(String reason) {
    return new Decision(Verdict.DENY, NOWHERE, reason);
  }

  /** The same, when the refusal cannot be heard. */
  Decision silent() {
    return verdict == Verdict.ALLOW ? this : deny(reason);
  }

  /** Whether the kernel did the same. */
  boolean agrees(Decision seen) {
    return verdict == seen.verdict && place.equals(seen.place);
  }

  @Override
  public String toString() {
    return verdict + (verdict == Verdict.ALLOW ? " to " + place : "") + " (" + reason + ")";
  }
}
