package org.labwall.lab.probe;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Does things in other network namespaces. */
final class Namespaces {
  /** Where ip-netns(8) keeps their names. */
  private static final String NAMED = "/run/netns/";

  private Namespaces() {}

  /** Something that is done in a network namespace. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Does {@code work} in the namespace of that name: a thread of its own enters it and ends. */
  static <T> T in(String namespace, Work<T> work) throws IOException {
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              Linux.enter(NAMED + namespace);
              return work.run();
            });
    Thread.ofPlatform().name("in " + namespace).daemon().start(task);
    try {
      return task.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException failure -> throw failure;
        case RuntimeException bug -> throw bug;
        case Error bug -> throw bug;
        case null, default -> throw new IllegalStateException(failed);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
