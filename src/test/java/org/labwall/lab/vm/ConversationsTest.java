package org.labwall.lab.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.lab.LabException;

/** What is said on sockets, with partners that answer as the real ones were seen to. */
class ConversationsTest {
  @TempDir private Path directory;

  /** A partner: greets, and answers the lines that it gets one after the other. */
  private CompletableFuture<List<String>> partner(
      Path socket, String greeting, List<String> answers) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    return CompletableFuture.supplyAsync(
        () -> {
          try (server;
              SocketChannel channel = server.accept()) {
            say(channel, greeting);
            BufferedReader lines =
                new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            List<String> heard = new ArrayList<>();
            for (String answer : answers) {
              heard.add(lines.readLine());
              say(channel, answer);
            }
            return heard;
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void say(SocketChannel channel, String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theSwitchSaysWhetherACommandWorked() throws IOException {
    Path socket = directory.resolve("mgmt");
    String refused = "1022 Invalid argument\n\nvde$ ";
    var heard =
        partner(socket, "VDE switch V.2.3.2\n\nvde$ ", List.of("1000 Success\n\nvde$ ", refused));
    try (VdeSwitch vde = new VdeSwitch(socket)) {
      vde.run(List.of("vlan/create 10"));
      LabException failure =
          assertThrows(LabException.class, () -> vde.run(List.of("vlan/create 4094")));
      assertEquals("The switch refuses `vlan/create 4094`.", failure.diagnostic().message());
    }
    assertEquals(List.of("vlan/create 10", "vlan/create 4094"), heard.join());
  }

  @Test
  void linksFailByTheMonitor() throws IOException {
    Path socket = directory.resolve("qmp");
    String event = "{\"event\": \"NIC_RX_FILTER_CHANGED\", \"data\": {}}\n";
    var heard =
        partner(
            socket, "{\"QMP\": {}}\n", List.of("{\"return\": {}}\n", event + "{\"return\": {}}\n"));
    try (QemuMonitor monitor = new QemuMonitor(socket)) {
      monitor.setLink("card1", false);
    }
    assertEquals(
        "{\"execute\":\"set_link\",\"arguments\":{\"name\":\"card1\",\"up\":false}}",
        heard.join().get(1));
  }
}
