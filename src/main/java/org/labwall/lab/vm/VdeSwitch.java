package org.labwall.lab.vm;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.labwall.lab.LabException;

/**
 * A conversation with vde_switch(1) on its management socket, the only place where it says whether
 * a command worked.
 */
public final class VdeSwitch implements Closeable {
  private static final String PROMPT = "vde$ ";
  private static final Pattern STATUS = Pattern.compile("(?m)^1(\\d{3}) (.*)$");
  private static final int BUFFER = 4096;

  private final SocketChannel channel;

  /** Starts to talk to the switch whose management socket that is. */
  public VdeSwitch(Path socket) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    answer();
  }

  /** Gives commands, one after the other; one that fails is an error. */
  public void run(List<String> commands) throws IOException {
    for (String command : commands) {
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
      String answer = answer();
      boolean done =
          STATUS.matcher(answer).results().anyMatch(status -> status.group(1).equals("000"));
      if (!done) {
        throw new LabException(
            "The switch refuses `" + command + "`.", "It says: " + answer.strip());
      }
    }
  }

  private String answer() throws IOException {
    StringBuilder text = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (text.indexOf(PROMPT) < 0) {
      if (channel.read(buffer.clear()) < 0) {
        throw new IOException("vde_switch ended");
      }
      text.append(StandardCharsets.UTF_8.decode(buffer.flip()));
    }
    return text.substring(0, text.indexOf(PROMPT));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
