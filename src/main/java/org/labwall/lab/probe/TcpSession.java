package org.labwall.lab.probe;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.labwall.packet.Datagram;

/** An established connection of TCP between two machines of a lab, in IPv4. */
public final class TcpSession implements AutoCloseable {
  private final ServerSocketChannel listener;
  private final SocketChannel client;
  private final SocketChannel server;

  private TcpSession(ServerSocketChannel listener, SocketChannel client, SocketChannel server) {
    this.listener = listener;
    this.client = client;
    this.server = server;
  }

  /**
   * Opens a connection.
   *
   * @param from the network namespace of the client
   * @param to that of the server
   * @param packet how it opens; its source port is the kernel's choice
   * @param patience how long it may take
   */
  public static TcpSession open(String from, String to, Datagram packet, Duration patience)
      throws IOException {
    InetSocketAddress place =
        new InetSocketAddress(
            InetAddress.getByName(packet.destination().toString()), packet.second());
    InetSocketAddress source =
        new InetSocketAddress(InetAddress.getByName(packet.source().toString()), 0);
    ServerSocketChannel listener = listen(to, place, System.nanoTime() + patience.toNanos());
    SocketChannel client =
        Namespaces.in(from, () -> SocketChannel.open(StandardProtocolFamily.INET).bind(source));
    try {
      client.configureBlocking(false);
      listener.configureBlocking(false);
      client.connect(place);
      long end = System.nanoTime() + patience.toNanos();
      SocketChannel server = null;
      while (server == null || !client.finishConnect()) {
        server = server == null ? listener.accept() : server;
        pause(end, "no connection to " + place);
      }
      server.configureBlocking(false);
      return new TcpSession(listener, client, server);
    } catch (IOException | RuntimeException failed) {
      client.close();
      listener.close();
      throw failed;
    }
  }

  /** What waited there before may be gone only after a while. */
  private static ServerSocketChannel listen(String in, InetSocketAddress place, long end)
      throws IOException {
    while (true) {
      ServerSocketChannel listener =
          Namespaces.in(in, () -> ServerSocketChannel.open(StandardProtocolFamily.INET));
      try {
        return listener.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(place);
      } catch (BindException taken) {
        listener.close();
        pause(end, place + " is in use");
      }
    }
  }

  private static void pause(long end, String complaint) throws IOException {
    if (System.nanoTime() > end) {
      throw new IOException(complaint);
    }
    try {
      Thread.sleep(5);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  /** Whether something goes to the server and back within that time. */
  public boolean works(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      pass(client, server, end);
      pass(server, client, end);
      return true;
    } catch (IOException broken) {
      return false;
    }
  }

  private static void pass(SocketChannel from, SocketChannel to, long end) throws IOException {
    from.write(ByteBuffer.wrap(new byte[] {1}));
    ByteBuffer got = ByteBuffer.allocate(1);
    while (to.read(got) == 0) {
      pause(end, "nothing arrives");
    }
  }

  @Override
  public void close() {
    for (AutoCloseable it : new AutoCloseable[] {client, server, listener}) {
      try {
        it.close();
      } catch (Exception gone) {
        // The lab takes with it what cannot be closed.
      }
    }
  }
}
