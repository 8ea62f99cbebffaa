package org.labwall.packet;

import java.util.Optional;
import org.labwall.project.Reach;

/**
 * What the rules of a machine say of the packets of one family on one way past it.
 *
 * @param way the way
 * @param reach what lies behind which interface
 * @param boxes the packets of each rule
 * @param sources what numbers of sources mean; the machine itself where it is missing
 * @param destinations the same of destinations
 * @param services what numbers of services mean
 */
record PolicySpace(
    Way way,
    Reach reach,
    BoxSpace boxes,
    Optional<PlaceAxis> sources,
    Optional<PlaceAxis> destinations,
    ServiceAxis services) {

  /** A way past a machine. */
  enum Way {
    THROUGH,
    FROM,
    TO
  }
}
