package org.labwall.expand;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.labwall.diagnostic.Diagnostics;

/**
 * Where secrets come from that no source sets.
 *
 * @param file the file that the user names, whose values go before those of the environment
 * @param environment the environment of the process
 * @param standIn the value of all others, for those who need none of them
 */
public record SecretSources(
    Optional<Path> file, Map<String, String> environment, Optional<String> standIn) {
  /** Nothing but the sources. */
  public static final SecretSources NONE = new SecretSources(Optional.empty(), Map.of());

  /** A value for each, which is no secret: for those who use no file that holds one. */
  public static final SecretSources STAND_IN =
      new SecretSources(Optional.empty(), Map.of(), Optional.of("none"));

  /** What a command line says. */
  public SecretSources(Optional<Path> file, Map<String, String> environment) {
    this(file, environment, Optional.empty());
  }

  public SecretSources {
    environment = Map.copyOf(environment);
  }

  /** What they hold; a file that cannot be used is reported. */
  public Secrets read(Diagnostics diagnostics) {
    Map<String, String> ofFile =
        file.map(it -> new SecretFile(it, diagnostics).read()).orElse(Map.of());
    return new Secrets(ofFile, environment, standIn);
  }

  /** Whatever prints the options of a run prints no secret. */
  @Override
  public String toString() {
    return "secrets of " + file + " and of the environment";
  }
}
