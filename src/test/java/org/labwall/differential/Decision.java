package org.labwall.differential;

import java.util.Optional;
import org.labwall.address.Address;

/**
 * What the source says of a packet.
 *
 * @param verdict what becomes of it
 * @param place the interface by which an allowed packet leaves, or {@link #HERE}
 * @param ends where it comes from and goes to as it leaves, where it does
 * @param reason the line of the source that decides, or what is implied
 */
public record Decision(Verdict verdict, String place, Optional<Ends> ends, String reason) {
  /** The place of what the router itself gets. */
  static final String HERE = "the router itself";

  /** The place of what arrives nowhere. */
  static final String NOWHERE = "nowhere";

  /**
   * Where a packet comes from and goes to.
   *
   * @param port the port that it goes to, or 0
   */
  public record Ends(Address source, Address destination, int port) {
    public static Ends of(Packet packet) {
      int port = packet.hasPorts() ? packet.second() : 0;
      return new Ends(packet.source(), packet.destination(), port);
    }

    @Override
    public String toString() {
      return source + " -> " + destination + (port == 0 ? "" : " " + port);
    }
  }

  /** It is allowed, and the router itself gets it. */
  public static Decision here(String reason) {
    return new Decision(Verdict.ALLOW, HERE, Optional.empty(), reason);
  }

  /** It is allowed, and leaves. */
  public static Decision leave(String place, Ends ends, String reason) {
    return new Decision(Verdict.ALLOW, place, Optional.of(ends), reason);
  }

  /** It is refused. */
  public static Decision refuse(Verdict verdict, String reason) {
    return new Decision(verdict, NOWHERE, Optional.empty(), reason);
  }

  public static Decision deny(String reason) {
    return refuse(Verdict.DENY, reason);
  }

  /** The same, when the refusal cannot be heard. */
  public Decision silent() {
    return verdict == Verdict.ALLOW ? this : deny(reason);
  }

  /** Whether the kernel did the same. */
  public boolean agrees(Decision seen) {
    return verdict == seen.verdict && place.equals(seen.place) && ends.equals(seen.ends);
  }

  /** Without the ends. */
  String brief() {
    return verdict + (verdict == Verdict.ALLOW ? " to " + place : "") + " (" + reason + ")";
  }

  @Override
  public String toString() {
    return brief() + ends.map(it -> " as " + it).orElse("");
  }
}
