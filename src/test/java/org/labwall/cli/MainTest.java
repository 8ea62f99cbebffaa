package org.labwall.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void theVersionIsTheBuilds() throws IOException {
    String version = Main.version();
    assertTrue(version.matches("\\d+\\.\\d+\\.\\d+"), version);
  }
}
