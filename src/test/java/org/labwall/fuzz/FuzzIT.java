package org.labwall.fuzz;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code -Dlabwall.sources=100000} tries so many; each run of all tests has less time. */
@Execution(ExecutionMode.CONCURRENT)
class FuzzIT {
  private static final int SOURCES = Integer.getInteger("labwall.sources", 40_000);

  @Test
  void mutatedSourcesAreAnsweredInWords() throws IOException {
    MutatedSources.compile(SOURCES);
  }
}
