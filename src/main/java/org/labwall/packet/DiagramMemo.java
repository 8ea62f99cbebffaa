package org.labwall.packet;

import java.util.Arrays;

/** What an operation made of two functions before, so that no pair is combined twice. */
final class DiagramMemo {
  /** Of a pair that was not seen; no handle. */
  static final int UNKNOWN = Integer.MIN_VALUE;

  /** So many results are kept; then it forgets all, and a pair may be combined again. */
  private static final int MOST = 1 << 22;

  private long[] pairs = new long[1024];
  private int[] results = filled(1024);
  private int count;

  private static int[] filled(int length) {
    int[] results = new int[length];
    Arrays.fill(results, UNKNOWN);
    return results;
  }

  /** The result of a pair, or {@link #UNKNOWN}. */
  int get(int first, int second) {
    return results[slot(pairs, results, pair(first, second))];
  }

  /** Keeps the result of a pair. */
  void put(int first, int second, int result) {
    if (2 * count >= pairs.length) {
      grow();
    }
    long pair = pair(first, second);
    int slot = slot(pairs, results, pair);
    count += results[slot] == UNKNOWN ? 1 : 0;
    pairs[slot] = pair;
    results[slot] = result;
  }

  private void grow() {
    if (count >= MOST) {
      Arrays.fill(results, UNKNOWN);
      count = 0;
      return;
    }
    long[] widerPairs = new long[2 * pairs.length];
    int[] widerResults = filled(2 * pairs.length);
    for (int i = 0; i < pairs.length; i++) {
      if (results[i] != UNKNOWN) {
        int slot = slot(widerPairs, widerResults, pairs[i]);
        widerPairs[slot] = pairs[i];
        widerResults[slot] = results[i];
      }
    }
    pairs = widerPairs;
    results = widerResults;
  }

  private static int slot(long[] in, int[] used, long pair) {
    int slot = mixed((int) (pair ^ pair >>> 32) * 31 + (int) pair) & (in.length - 1);
    while (used[slot] != UNKNOWN && in[slot] != pair) {
      slot = (slot + 1) & (in.length - 1);
    }
    return slot;
  }

  private static long pair(int first, int second) {
    return (long) first << 32 | second & 0xffffffffL;
  }

  /** The bits of a hash, spread over all of it. */
  static int mixed(int hash) {
    int mixed = hash * 0x9e3779b9;
    return mixed ^ mixed >>> 15;
  }
}
