package org.labwall.lab.trial;

import java.util.Optional;
import org.labwall.trace.Trace;

/**
 * Something that is wrong.
 *
 * @param sentence what it is
 * @param trace of a packet: what should become of it, and by what; only of the first of several
 *     packets of which the same is to be said
 */
public record Fault(String sentence, Optional<Trace> trace) {

  /** Something that is wrong with no packet. */
  static Fault of(String sentence) {
    return new Fault(sentence, Optional.empty());
  }
}
