package org.labwall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Starts the compiler from a shell. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) throws IOException {
    System.out.println("labwall " + version());
  }

  /** The version that the build wrote into the jar, such as {@code 0.1.0}. */
  static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Main.class.getResourceAsStream("/org/labwall/version.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version", "unknown");
  }
}
