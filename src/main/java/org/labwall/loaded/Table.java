package org.labwall.loaded;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.labwall.source.Span;

/**
 * Chains that can call each other.
 *
 * @param name its name: {@code filter} with iptables, any with nftables
 * @param chains the chains by their names, in the order of the file; a rule's jumps lead to these
 * @param span where it starts
 */
public record Table(String name, SequencedMap<String, Chain> chains, Span span) {
  public Table {
    chains = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(chains));
  }
}
