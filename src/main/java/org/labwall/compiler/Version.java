package org.labwall.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this compiler. */
public final class Version {
  private Version() {}

  /** The version that the build wrote into the jar, such as {@code 0.1.0}. */
  public static String current() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/org/labwall/version.properties")) {
      properties.load(in);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
    return properties.getProperty("version", "unknown");
  }
}
