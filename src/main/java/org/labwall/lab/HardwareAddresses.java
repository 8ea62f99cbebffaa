package org.labwall.lab;

/** Gives out hardware addresses of the block 00:16:3e, one after the other. */
final class HardwareAddresses {
  private int last;

  /** The next one. */
  String next() {
    last++;
    return "00:16:3e:%02x:%02x:%02x".formatted(last >> 16, last >> 8 & 0xff, last & 0xff);
  }
}
