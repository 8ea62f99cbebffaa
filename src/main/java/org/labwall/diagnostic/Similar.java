package org.labwall.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Similar {
  /** Longer names are compared for too long, and nobody types them. */
  private static final int LONGEST = 100;

  private Similar() {}

  /** The hint "Did you mean …?" for the candidate nearest to {@code name}, if one is near. */
  public static Optional<String> hint(String name, Collection<String> candidates) {
    return nearest(name, candidates).map(found -> "Did you mean `" + found + "`?");
  }

  /** The candidate nearest to {@code name}: at most one edit in three characters away. */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, wanted.length() / 3);
    Optional<String> best = Optional.empty();
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - name.length()) > limit || candidate.equals(name)) {
        continue;
      }
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT), limit);
      if (distance <= limit) {
        best = Optional.of(candidate);
        limit = distance - 1;
        if (limit < 0) {
          break;
        }
      }
    }
    return best;
  }

  /** The number of insertions, deletions, changes and swaps of neighbours, or more than limit. */
  private static int distance(String a, String b, int limit) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > limit) {
        return limit + 1;
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
