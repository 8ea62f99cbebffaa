package org.labwall.expand;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values that the environment and a file of secrets hold, for where secrets are expected. */
public final class Secrets {
  /** None at all. */
  public static final Secrets NONE = new Secrets(Map.of(), Map.of(), Optional.empty());

  private final Map<String, String> file;
  private final Map<String, String> environment;
  private final Optional<String> standIn;

  Secrets(Map<String, String> file, Map<String, String> environment, Optional<String> standIn) {
    this.file = Map.copyOf(file);
    this.environment = environment;
    this.standIn = standIn;
  }

  /** The value of that name; the file goes before the environment. */
  Optional<String> find(String name) {
    return Optional.ofNullable(file.get(name))
        .or(() -> Optional.ofNullable(environment.get(name)).filter(it -> !it.isEmpty()))
        .or(() -> standIn);
  }

  /** The names in the file, to compare with one that is unknown. */
  Set<String> names() {
    return file.keySet();
  }
}
