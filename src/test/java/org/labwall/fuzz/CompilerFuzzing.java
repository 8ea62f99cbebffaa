package org.labwall.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer's search for a source that is not answered in words: {@code JAZZER_FUZZ=1 mvn test
 * -Dtest=CompilerFuzzing}. It is no part of all tests, for its engine slows down whatever is loaded
 * beside it; what it finds becomes a test of its own.
 */
class CompilerFuzzing {
  private final InMemory compiler = new InMemory();

  static Stream<byte[]> seeds() throws IOException {
    return Seeds.all().stream().map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void everySourceIsAnsweredInWords(byte[] source) {
    compiler.answer(source);
  }
}
