package org.labwall.loaded.nftables;

/** Reads counters, which say nothing of what becomes of packets. */
final class Counters {
  private Counters() {}

  /** Goes on behind {@code counter} and what it has counted. */
  static void skip(Tokens tokens) {
    tokens.expect("counter");
    if (tokens.take("packets")) {
      tokens.count();
      tokens.expect("bytes");
      tokens.count();
    }
  }
}
