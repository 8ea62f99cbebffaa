package org.labwall.fuzz;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FuzzIT {
  @Test
  void aHundredThousandMutatedSourcesAreAnsweredInWords() throws IOException {
    MutatedSources.compile(100_000);
  }
}
