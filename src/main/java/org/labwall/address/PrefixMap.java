package org.labwall.address;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An immutable map from prefixes of both families to values, asked for an address's longest prefix.
 *
 * <p>A lookup probes a hash table once for each length that occurs: these are few in a site.
 *
 * @param <V> the type of the values
 */
public final class PrefixMap<V> {

  private final Map<Prefix, V> values;
  private final Map<Family, List<Integer>> lengths = new EnumMap<>(Family.class);

  private PrefixMap(Map<Prefix, V> values) {
    this.values = new LinkedHashMap<>(values);
    for (Family family : Family.values()) {
      lengths.put(
          family,
          values.keySet().stream()
              .filter(prefix -> prefix.family() == family)
              .map(Prefix::length)
              .distinct()
              .sorted(Comparator.reverseOrder())
              .toList());
    }
  }

  /** A builder without prefixes. */
  public static <V> Builder<V> builder() {
    return new Builder<>();
  }

  /** A map with the prefixes and values of another. */
  public static <V> PrefixMap<V> copyOf(Map<Prefix, V> values) {
    return new PrefixMap<>(values);
  }

  /** The value of the longest prefix that the address lies in. */
  public Optional<V> longestMatch(Address address) {
    for (int length : lengths.getOrDefault(address.family(), List.of())) {
      Optional<V> value = get(Prefix.of(address, length));
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  /** The value of exactly this prefix. */
  public Optional<V> get(Prefix prefix) {
    return Optional.ofNullable(values.get(prefix));
  }

  /** Gathers the prefixes of a map. */
  public static final class Builder<V> {
    private final Map<Prefix, V> values = new LinkedHashMap<>();

    private Builder() {}

    /** Gives the prefix this value in place of any that it had. */
    public Builder<V> put(Prefix prefix, V value) {
      values.put(prefix, value);
      return this;
    }

    /** The map of all that was put so far. */
    public PrefixMap<V> build() {
      return new PrefixMap<>(values);
    }
  }
}
