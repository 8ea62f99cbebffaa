package org.labwall.resolve;

import java.util.Collection;
import java.util.Optional;
import org.labwall.diagnostic.Similar;

/** What unknown names may have been meant to be. */
final class NameHints {
  /** How many get a hint: each is compared with all that are known. */
  private static final int MOST = 100;

  private int given;

  /** The hint on a name, unless there were too many before it. */
  Optional<String> of(String unknown, Collection<String> candidates) {
    return given++ < MOST ? Similar.hint(unknown, candidates) : Optional.empty();
  }

  /** The hint on the name of a service, which may be a bare port. */
  Optional<String> ofService(String unknown, Collection<String> candidates) {
    return Values.isNumber(unknown)
        ? Optional.of("Write `tcp/" + Values.shown(unknown) + "`, or `udp/`.")
        : of(unknown, candidates);
  }
}
