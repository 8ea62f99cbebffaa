package org.labwall.trace;

import java.util.Optional;
import org.labwall.loaded.Chain.Hook;
import org.labwall.packet.Datagram;

/**
 * A packet that opens a connection, at a point of its way through the kernel.
 *
 * @param hook the point
 * @param now the packet as it is there
 * @param first the packet as it was at first
 * @param entry the interface by which it came, where it came by one
 * @param exit the interface by which it leaves, where that is known already
 */
record Passing(
    Hook hook, Datagram now, Datagram first, Optional<String> entry, Optional<String> exit) {

  /** Whether connection tracking has an entry for it. */
  boolean isTracked() {
    return first.opens();
  }

  /** Whether its destination is another than at first. */
  boolean hasNewDestination() {
    return !now.destination().equals(first.destination()) || now.second() != first.second();
  }

  /** Whether its source is another than at first. */
  boolean hasNewSource() {
    return !now.source().equals(first.source());
  }

  /** The same packet, changed. */
  Passing with(Datagram changed) {
    return new Passing(hook, changed, first, entry, exit);
  }

  /** The same packet at another point. */
  Passing at(Hook other, Optional<String> in, Optional<String> out) {
    return new Passing(other, now, first, in, out);
  }
}
