package org.labwall.fuzz;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.labwall.Effort;

@Isolated("It watches the clock.")
class FuzzTest {
  @Test
  void mutatedSourcesAreAnsweredInWords() throws IOException {
    MutatedSources.compile(Effort.of(1_500));
  }
}
