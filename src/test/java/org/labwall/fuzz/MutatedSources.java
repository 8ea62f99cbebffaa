package org.labwall.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compiles many mutated sources and says which of them the compiler could not answer in words. */
final class MutatedSources {
  /** Repeats a run: {@code -Dfuzz.seed=<the seed that it printed>}. */
  private static final String SEED = "fuzz.seed";

  private static final int THREADS = 2;
  private static final long SLOW = 2_000_000_000L;
  private static final int MOST_FAILURES = 5;

  private final Map<Boolean, List<String>> seeds;
  private final AtomicInteger clean = new AtomicInteger();

  private MutatedSources() throws IOException {
    InMemory compiler = new InMemory();
    seeds =
        Seeds.all().stream()
            .collect(Collectors.partitioningBy(it -> compiler.answer(bytes(it)).hasErrors()));
  }

  static void compile(int count) throws IOException {
    long seed = Long.getLong(SEED, ThreadLocalRandom.current().nextLong());
    System.out.println(count + " mutated sources, -D" + SEED + "=" + seed);
    MutatedSources run = new MutatedSources();
    List<String> failures =
        IntStream.range(0, THREADS)
            .parallel()
            .mapToObj(thread -> run.failures(seed + thread, count / THREADS))
            .flatMap(List::stream)
            .toList();
    System.out.println(run.clean + " of them had no error");
    assertEquals(List.of(), failures, "-D" + SEED + "=" + seed);
  }

  private List<String> failures(long seed, int count) {
    InMemory compiler = new InMemory();
    Mutations mutations =
        new Mutations(
            seed, seeds.getOrDefault(false, List.of()), seeds.getOrDefault(true, List.of()));
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < count && failures.size() < MOST_FAILURES; i++) {
      byte[] source = mutations.next();
      long start = System.nanoTime();
      try {
        if (!compiler.answer(source).hasErrors()) {
          clean.incrementAndGet();
        }
      } catch (Exception | StackOverflowError | AssertionError bug) {
        failures.add(report(i, bug + "\n" + frames(bug), source));
      }
      long taken = System.nanoTime() - start;
      if (taken > SLOW) {
        failures.add(report(i, taken / 1_000_000 + " ms", source));
      }
    }
    return failures;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String frames(Throwable bug) {
    return Arrays.stream(bug.getStackTrace())
        .limit(8)
        .map(frame -> "    at " + frame + "\n")
        .collect(Collectors.joining());
  }

  private static String report(int number, String what, byte[] source) {
    String text = new String(source, StandardCharsets.UTF_8);
    return "\n--- source " + number + ": " + what + "\n" + text + "\n---";
  }
}
