package org.labwall.lab.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes an archive of the form {@code newc}, which Linux unpacks as its first root directory. It
 * knows no time and no user but root, so that the same content gives the same bytes.
 *
 * <p>See Documentation/driver-api/early-userspace/buffer-format.rst of the kernel.
 */
final class CpioWriter implements Closeable {
  private static final int DIRECTORY = 0040000;
  private static final int FILE = 0100000;
  private static final int LINK = 0120000;
  private static final int DEVICE = 0020000;
  private static final int BLOCK = 4;
  private static final int HEADER_LENGTH = 6 + 13 * 8;
  private static final byte[] NOTHING = {};

  private final OutputStream out;
  private int count;

  CpioWriter(OutputStream out) {
    this.out = out;
  }

  /** Adds a directory; its permissions are those of {@code mode}. */
  void directory(String path, int mode) throws IOException {
    entry(path, DIRECTORY | mode, 0, 0, NOTHING);
  }

  /** Adds a file. */
  void file(String path, int mode, byte[] content) throws IOException {
    entry(path, FILE | mode, 0, 0, content);
  }

  /** Adds a symbolic link. */
  void link(String path, String target) throws IOException {
    entry(path, LINK | 0777, 0, 0, target.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a character device. */
  void device(String path, int mode, int major, int minor) throws IOException {
    entry(path, DEVICE | mode, major, minor, NOTHING);
  }

  private void entry(String path, int mode, int major, int minor, byte[] content)
      throws IOException {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    count++;
    int[] fields = {
      count, mode, 0, 0, 1, 0, content.length, 0, 0, major, minor, name.length + 1, 0
    };
    StringBuilder header = new StringBuilder("070701");
    for (int field : fields) {
      header.append(String.format(Locale.ROOT, "%08X", field));
    }
    out.write(header.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(name);
    out.write(0);
    pad(HEADER_LENGTH + name.length + 1);
    out.write(content);
    pad(content.length);
  }

  private void pad(int written) throws IOException {
    for (int i = written; i % BLOCK != 0; i++) {
      out.write(0);
    }
  }

  /** Ends the archive. */
  @Override
  public void close() throws IOException {
    count = -1;
    entry("TRAILER!!!", 0, 0, 0, NOTHING);
    out.close();
  }
}
