package org.labwall.fuzz;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class FuzzIT {
  @Test
  void aHundredThousandMutatedSourcesAreAnsweredInWords() throws IOException {
    MutatedSources.compile(100_000);
  }
}
