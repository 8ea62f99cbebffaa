package org.labwall.fuzz;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FuzzTest {
  @Test
  void mutatedSourcesAreAnsweredInWords() throws IOException {
    MutatedSources.compile(3_000);
  }
}
