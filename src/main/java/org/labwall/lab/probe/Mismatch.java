package org.labwall.lab.probe;

import org.labwall.packet.Datagram;
import org.labwall.packet.Probe;

/**
 * A probe of which a router thinks otherwise than the source.
 *
 * @param router the router
 * @param probe the packet, and what the source says
 * @param seen what the router did, in words
 */
public record Mismatch(String router, Probe probe, String seen) {

  /** Both in one sentence. */
  public String sentence() {
    return "`%s` %s by %s, and %s".formatted(router, expected(), probe.fate().cite(), seen);
  }

  private String expected() {
    Datagram seenAs = probe.fate().seen();
    return switch (probe.fate().verdict()) {
      case ALLOW ->
          probe.fate().isHere()
              ? "gets %s".formatted(probe.packet())
              : "lets %s pass%s to %s"
                  .formatted(probe.packet(), translated(seenAs), probe.fate().exit().orElseThrow());
      case DENY -> "drops " + probe.packet();
      case REJECT -> "refuses " + probe.packet();
    };
  }

  private String translated(Datagram seenAs) {
    boolean same =
        seenAs.source().equals(probe.packet().source())
            && seenAs.destination().equals(probe.packet().destination());
    return same ? "" : " as %s -> %s".formatted(seenAs.source(), seenAs.destination());
  }
}
