package org.labwall.lab.vm;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.labwall.lab.LabException;

/** A conversation with QEMU about one machine, in its protocol QMP. */
public final class QemuMonitor implements Closeable {
  private final SocketChannel channel;
  private final BufferedReader answers;

  /** Starts to talk to the machine whose monitor is at {@code socket}. */
  public QemuMonitor(Path socket) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    answers.readLine();
    execute("qmp_capabilities", new JsonObject());
  }

  /** Gives a network card its carrier, or takes it away. */
  public void setLink(String card, boolean up) throws IOException {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("name", card);
    arguments.addProperty("up", up);
    execute("set_link", arguments);
  }

  private void execute(String command, JsonObject arguments) throws IOException {
    JsonObject request = new JsonObject();
    request.addProperty("execute", command);
    request.add("arguments", arguments);
    channel.write(ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8)));
    while (true) {
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("QEMU ended");
      }
      JsonObject answer = JsonParser.parseString(line).getAsJsonObject();
      if (answer.has("error")) {
        throw new LabException("QEMU refuses `" + command + "`.", "It says: " + line);
      }
      // Events come in between.
      if (answer.has("return")) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
