package org.labwall.resolve;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labwall.diagnostic.Similar;

/** What unknown names may have been meant to be. */
final class NameHints {
  /** How many get a hint: each is compared with all that are known. */
  private static final int MOST = 100;

  /** Names of machines as DNS has them: labels, the last one of letters. */
  private static final Pattern DOMAIN = Pattern.compile("([A-Za-z0-9_-]+\\.)+[A-Za-z]{2,}\\.?");

  private static final Pattern PORT =
      Pattern.compile("(tcp|udp|sctp|icmp)[:.,-]?([0-9]+)", Pattern.CASE_INSENSITIVE);

  private int given;

  /** The hint on a name, unless there were too many before it. */
  Optional<String> of(String unknown, Collection<String> candidates) {
    if (given++ >= MOST) {
      return Optional.empty();
    }
    Optional<String> foreign = foreign(unknown);
    return foreign.isPresent() ? foreign : Similar.hint(unknown, candidates);
  }

  /** What a word means in other programs. */
  private static Optional<String> foreign(String unknown) {
    String shown = Values.shown(unknown);
    if (unknown.startsWith("!") && unknown.length() > 1) {
      return Optional.of("All but that is `not " + shown.substring(1) + "`.");
    }
    if (unknown.equals("*") || unknown.equals("0/0") || unknown.equals("all")) {
      return Optional.of("Every address is `any`.");
    }
    if (unknown.equals("except")) {
      return Optional.of("All but `lab` is `not lab`.");
    }
    if (DOMAIN.matcher(unknown).matches()) {
      return Optional.of(
          "DNS is not asked: a name could mean another machine tomorrow. Write the address, or"
              + " `HOST NAME ADDRESS`.");
    }
    return service(unknown);
  }

  private static Optional<String> service(String unknown) {
    Matcher port = PORT.matcher(unknown);
    return port.matches()
        ? Optional.of(
            "Write `" + port.group(1).toLowerCase(Locale.ROOT) + "/" + port.group(2) + "`.")
        : Optional.empty();
  }

  /** The hint on the name of a service, which may be a bare port. */
  Optional<String> ofService(String unknown, Collection<String> candidates) {
    return Values.isNumber(unknown)
        ? Optional.of("Write `tcp/" + Values.shown(unknown) + "`, or `udp/`.")
        : service(unknown).or(() -> of(unknown, candidates));
  }
}
