package org.labwall.fuzz;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.labwall.Effort;

/** More mutated sources than {@code FuzzTest} has the time for. */
@Execution(ExecutionMode.CONCURRENT)
class FuzzIT {
  private static final int SOURCES = Effort.of(10_000);

  @Test
  void mutatedSourcesAreAnsweredInWords() throws IOException {
    MutatedSources.compile(SOURCES);
  }
}
