package org.labwall.loaded.nftables;

import java.util.Optional;

/** The types that keys of sets and maps can have. */
enum KeyType {
  IPV4("ipv4_addr"),
  IPV6("ipv6_addr"),
  PORT("inet_service"),
  PROTOCOL("inet_proto"),
  INTERFACE("ifname");

  private final String word;

  KeyType(String word) {
    this.word = word;
  }

  /** The type that nft has a word for. */
  static Optional<KeyType> of(String word) {
    for (KeyType type : values()) {
      if (type.word.equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return word;
  }
}
