package org.labwall.lab.probe;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.labwall.address.Address;
import org.labwall.address.Family;

/** The calls of Linux that raw sockets in other namespaces need; see their pages of section 2. */
final class Linux {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int AF_PACKET = 17;
  static final int SOCK_RAW = 3;
  static final int SOCK_NONBLOCK = 04000;
  static final int SOCK_CLOEXEC = 02000000;
  static final int IPPROTO_RAW = 255;
  static final int SOL_SOCKET = 1;
  static final int SO_SNDBUFFORCE = 32;
  static final int SO_RCVBUFFORCE = 33;
  static final int SOL_PACKET = 263;
  static final int PACKET_QDISC_BYPASS = 20;
  static final int PACKET_IGNORE_OUTGOING = 23;
  static final int CLONE_NEWNET = 0x40000000;
  static final int POLLIN = 1;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int ENOBUFS = 105;

  private Linux() {}

  /** The functions of the C library, as JNA binds them. */
  private static final class C {
    static {
      Native.register(C.class, "c");
    }

    static native int open(String path, int flags);

    static native int close(int descriptor);

    static native int setns(int descriptor, int type);

    static native int socket(int family, int type, int protocol);

    static native int bind(int socket, byte[] address, int length);

    static native int setsockopt(int socket, int level, int option, int[] value, int length);

    static native long sendto(
        int socket, byte[] data, long length, int flags, byte[] address, int addressLength);

    static native long recv(int socket, byte[] data, long length, int flags);

    static native int poll(Pointer descriptors, long count, int milliseconds);

    static native int if_nametoindex(String name);

    static native String strerror(int number);
  }

  private static IOException failure(String what) {
    return new IOException(what + ": " + C.strerror(Native.getLastError()));
  }

  private static int must(int result, String what) throws IOException {
    if (result < 0) {
      throw failure(what);
    }
    return result;
  }

  /** Puts this thread into a network namespace. */
  static void enter(String path) throws IOException {
    int descriptor = must(C.open(path, SOCK_CLOEXEC), path);
    try {
      must(C.setns(descriptor, CLONE_NEWNET), "setns " + path);
    } finally {
      close(descriptor);
    }
  }

  static void close(int descriptor) {
    C.close(descriptor);
  }

  /** A raw socket that does not wait, with room for a few thousand packets. */
  static int rawSocket(int family, int protocol) throws IOException {
    int socket =
        must(
            C.socket(family, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol),
            "raw socket of protocol " + protocol);
    int room = 16 << 20;
    set(socket, SOL_SOCKET, SO_RCVBUFFORCE, room);
    set(socket, SOL_SOCKET, SO_SNDBUFFORCE, room);
    return socket;
  }

  static void set(int socket, int level, int option, int value) throws IOException {
    must(C.setsockopt(socket, level, option, new int[] {value}, Integer.BYTES), "setsockopt");
  }

  static void bind(int socket, byte[] address) throws IOException {
    must(C.bind(socket, address, address.length), "bind");
  }

  static int interfaceIndex(String name) throws IOException {
    int index = C.if_nametoindex(name);
    if (index == 0) {
      throw failure(name);
    }
    return index;
  }

  /**
   * Sends a packet.
   *
   * @param data what is sent
   * @param address where to, as the family of the socket has it
   * @return whether the kernel took it; one that refuses or has no room does not
   */
  static boolean send(int socket, byte[] data, byte[] address) {
    return C.sendto(socket, data, data.length, 0, address, address.length) == data.length;
  }

  /** Receives a packet; returns its length, or -1 where there is none. */
  static int receive(int socket, byte[] into) throws IOException {
    while (true) {
      long length = C.recv(socket, into, into.length, 0);
      if (length >= 0) {
        return (int) length;
      }
      int error = Native.getLastError();
      if (error == EAGAIN) {
        return -1;
      }
      if (error != EINTR && error != ENOBUFS) {
        throw failure("recv");
      }
    }
  }

  /** Waits for input on any of {@code descriptors}, an array of struct pollfd. */
  static int poll(Pointer descriptors, int count, int milliseconds) throws IOException {
    int ready = C.poll(descriptors, count, milliseconds);
    if (ready < 0 && Native.getLastError() != EINTR) {
      throw failure("poll");
    }
    return Math.max(0, ready);
  }

  /** A struct sockaddr_ll, packet(7). */
  static byte[] linkAddress(int interfaceIndex, int etherType) {
    return ByteBuffer.allocate(20)
        .order(ByteOrder.nativeOrder())
        .putShort((short) AF_PACKET)
        .putShort(networkOrder(etherType))
        .putInt(interfaceIndex)
        .putShort((short) 0)
        .put((byte) 0)
        .put((byte) 6)
        .array();
  }

  /** A struct sockaddr_in or sockaddr_in6, ip(7) and ipv6(7). */
  static byte[] internetAddress(Address address) {
    boolean four = address.family() == Family.IPV4;
    ByteBuffer out = ByteBuffer.allocate(four ? 16 : 28).order(ByteOrder.nativeOrder());
    out.putShort((short) (four ? AF_INET : AF_INET6)).order(ByteOrder.BIG_ENDIAN);
    if (four) {
      out.putInt(4, (int) address.low());
    } else {
      out.putLong(8, address.high()).putLong(16, address.low());
    }
    return out.array();
  }

  /** A number of 16 bits such that its bytes lie in memory as the network has them. */
  static short networkOrder(int number) {
    short value = (short) number;
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Short.reverseBytes(value) : value;
  }
}
