package org.labwall.backend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps all others from writing the same output directory, or from making the same lab, and lasts
 * no longer than the process.
 *
 * <p>Whoever holds it may remove what killed runs left behind.
 *
 * <p>It is a lock of fcntl(2), which a process loses as soon as it closes any descriptor of the
 * file. So nobody opens a lock file but to take the lock, and no process opens one that it holds.
 */
public final class OutputLock implements AutoCloseable {
  private static final int ATTEMPTS = 500;
  private static final int PAUSE_MILLIS = 20;

  /** The files whose locks this process holds. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private OutputLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock {@code file}, waiting ten seconds for others at most. */
  public static OutputLock take(Path file) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<OutputLock> lock = tryTake(file);
      if (lock.isPresent()) {
        return lock.get();
      }
      pause();
    }
    throw new FileSystemException(file.toString(), null, "another labwall is writing it");
  }

  /** Takes the lock {@code file}, unless another has it at this moment. */
  public static Optional<OutputLock> tryTake(Path file) throws IOException {
    Path absolute = file.resolveSibling("").toRealPath().resolve(file.getFileName());
    if (!HELD.add(absolute)) {
      return Optional.empty();
    }
    Optional<FileChannel> channel = Optional.empty();
    try {
      channel = locked(absolute);
    } finally {
      if (channel.isEmpty()) {
        HELD.remove(absolute);
      }
    }
    return channel.map(it -> new OutputLock(absolute, it));
  }

  private static Optional<FileChannel> locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    boolean mine = false;
    try {
      mine = channel.tryLock() != null && isStill(file, channel);
    } finally {
      if (!mine) {
        channel.close();
      }
    }
    return mine ? Optional.of(channel) : Optional.empty();
  }

  /**
   * Whether nobody removed the file between our opening and our locking it. Its size becomes the
   * number of the process, which no other has, for reading the file would lose the lock.
   */
  private static boolean isStill(Path file, FileChannel channel) throws IOException {
    long token = ProcessHandle.current().pid();
    channel.truncate(0).write(ByteBuffer.allocate(1), token - 1);
    try {
      return Files.size(file) == token;
    } catch (NoSuchFileException removed) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  @Override
  public void close() throws IOException {
    // Removed while it is held: who waits for it finds out by itself that it has gone.
    try (channel) {
      Files.deleteIfExists(file);
    } finally {
      HELD.remove(file);
    }
  }
}
