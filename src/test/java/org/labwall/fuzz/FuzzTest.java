package org.labwall.fuzz;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("It watches the clock.")
class FuzzTest {
  @Test
  void mutatedSourcesAreAnsweredInWords() throws IOException {
    MutatedSources.compile(3_000);
  }
}
