package org.labwall.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a source, in its order, for those who speak to its author.
 *
 * @param places what its hosts, nets and groups stand for
 * @param services what the services stand for that it declares or uses
 */
public record Vocabulary(Map<String, List<Endpoint>> places, Map<String, List<Service>> services) {
  /** No names. */
  public static final Vocabulary NONE = new Vocabulary(Map.of(), Map.of());

  public Vocabulary {
    places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
  }
}
