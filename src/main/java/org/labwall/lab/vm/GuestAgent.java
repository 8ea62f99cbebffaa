package org.labwall.lab.vm;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Runs commands in a virtual machine, by the three consoles on which the image's {@code agent}
 * listens: the first takes commands, the second has their output, the third their errors.
 */
public final class GuestAgent implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int WORD = 16;

  private final SocketChannel commands;
  private final SocketChannel outputs;
  private final SocketChannel errors;

  /** Takes the consoles; whoever else wants them waits. */
  public GuestAgent(Path directory) throws IOException {
    commands = open(directory.resolve(socket(0)));
    outputs = open(directory.resolve(socket(1)));
    errors = open(directory.resolve(socket(2)));
  }

  /** The name of the socket of a console. */
  static String socket(int console) {
    return "agent" + console + ".sock";
  }

  private static SocketChannel open(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    return channel;
  }

  /** Runs a program with its arguments to its end; returns its exit status. */
  public int run(List<String> command, OutputStream out, OutputStream err) throws IOException {
    byte[] random = new byte[WORD];
    new Random().nextBytes(random);
    String word = HexFormat.of().formatHex(random);
    String line = command.stream().map(GuestAgent::quoted).collect(Collectors.joining(" "));
    String code = Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8));
    commands.write(ByteBuffer.wrap((word + " " + code + "\n").getBytes(StandardCharsets.US_ASCII)));
    Thread errorReader = Thread.ofVirtual().start(() -> readQuietly(word, err));
    String end = copy(outputs, word, out);
    try {
      errorReader.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
    return Integer.parseInt(end.strip());
  }

  private void readQuietly(String word, OutputStream err) {
    try {
      copy(errors, word, err);
    } catch (IOException ended) {
      // The machine went away, which the other channel tells, too.
    }
  }

  /** A word of a shell that means {@code text}. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Copies what stands between two lines of {@code word}; returns the rest of the second. */
  private static String copy(SocketChannel channel, String word, OutputStream out)
      throws IOException {
    byte[] mark = word.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    boolean inside = false;
    while (true) {
      byte[] held = Arrays.copyOf(buffer.array(), buffer.position());
      int at = indexOf(held, mark);
      int end = at < 0 ? -1 : lineEnd(held, at);
      if (end >= 0 && inside) {
        out.write(held, 0, at);
        out.flush();
        return new String(
            held, at + mark.length, end - at - mark.length, StandardCharsets.US_ASCII);
      }
      if (end >= 0) {
        inside = true;
        buffer.clear().put(held, end + 1, held.length - end - 1);
        continue;
      }
      // All that cannot be the beginning of the mark is the program's.
      int ours = at < 0 ? Math.max(0, held.length - mark.length) : at;
      if (inside) {
        out.write(held, 0, ours);
        out.flush();
      }
      buffer.clear().put(held, ours, held.length - ours);
      if (channel.read(buffer) < 0) {
        throw new IOException("the machine is off");
      }
    }
  }

  private static int indexOf(byte[] text, byte[] part) {
    for (int i = 0; i + part.length <= text.length; i++) {
      if (Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }

  private static int lineEnd(byte[] text, int start) {
    for (int i = start; i < text.length; i++) {
      if (text[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    commands.close();
    outputs.close();
    errors.close();
  }
}
