package org.labwall.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A disk that stops working after some steps. */
final class FailingDisk implements Disk {

  /** How trees are swapped. */
  enum Swap {
    /** In one step. */
    EXCHANGE,
    /** By two renames, where the system knows no better. */
    RENAMES
  }

  /** Ends a writer as a kill does: it catches no such thing. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private final Swap swap;
  private final boolean kill;
  private int steps;

  private FailingDisk(Swap swap, boolean kill, int steps) {
    this.swap = swap;
    this.kill = kill;
    this.steps = steps;
  }

  /** A disk whose user is killed after some steps. */
  static FailingDisk killed(Swap swap, int steps) {
    return new FailingDisk(swap, true, steps);
  }

  /** A disk of which one step fails. */
  static FailingDisk failing(Swap swap, int steps) {
    return new FailingDisk(swap, false, steps);
  }

  @Override
  public void makeDirectory(Path directory) throws IOException {
    step();
    Disk.super.makeDirectory(directory);
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    step();
    // Half a file is worse than none.
    Files.write(file, Arrays.copyOf(content, content.length / 2));
    step();
    Files.write(file, content);
  }

  @Override
  public void writePrivate(Path file, byte[] content) throws IOException {
    step();
    PrivateFile.write(file, Arrays.copyOf(content, content.length / 2));
    step();
    Files.write(file, content);
  }

  @Override
  public void copy(Path file, Path place) throws IOException {
    step();
    Disk.super.copy(file, place);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step();
    Disk.super.rename(from, to);
  }

  @Override
  public boolean exchange(Path one, Path other) throws IOException {
    step();
    if (swap == Swap.RENAMES) {
      return false;
    }
    Path third = one.resolveSibling("third");
    Files.move(one, third);
    Files.move(other, one);
    Files.move(third, other);
    return true;
  }

  @Override
  public void delete(Path path) throws IOException {
    step();
    Disk.super.delete(path);
  }

  private void step() throws IOException {
    if (steps-- == 0) {
      if (kill) {
        throw new Killed();
      }
      throw new IOException("this step fails");
    }
  }
}
