package org.labwall.backend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;

/**
 * Keeps all others from writing the same output directory, or from making the same lab, and lasts
 * no longer than the process.
 *
 * <p>Whoever holds it may remove what killed runs left behind.
 */
public final class OutputLock implements AutoCloseable {
  private static final int ATTEMPTS = 500;
  private static final int PAUSE_MILLIS = 20;

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
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    if (lock(channel) && isStill(file, channel)) {
      return Optional.of(new OutputLock(file, channel));
    }
    channel.close();
    return Optional.empty();
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ownProcess) {
      return false;
    }
  }

  /** Whether nobody removed the file between our opening and our locking it. */
  private static boolean isStill(Path file, FileChannel channel) throws IOException {
    String token = Long.toHexString(new Random().nextLong());
    channel.truncate(0).write(ByteBuffer.wrap(token.getBytes(StandardCharsets.UTF_8)), 0);
    try {
      return Files.readString(file).equals(token);
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
    }
  }
}
