package org.labwall.lab.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The ports at which programs of a machine listen for others, proc(5).
 *
 * @param tcp the ports of TCP
 * @param udp the ports of UDP
 */
public record ListeningPorts(SortedSet<Integer> tcp, SortedSet<Integer> udp) {
  private static final String LISTEN = "0A";
  private static final String UNCONNECTED = "07";
  private static final List<String> LOOPBACK =
      List.of("0100007F", "00000000000000000000000001000000");

  /** The ports of the machine in that network namespace. */
  public static ListeningPorts of(String namespace) throws IOException {
    return Namespaces.in(
        namespace, () -> new ListeningPorts(read("tcp", LISTEN), read("udp", UNCONNECTED)));
  }

  private static SortedSet<Integer> read(String protocol, String state) throws IOException {
    SortedSet<Integer> ports = new TreeSet<>();
    for (String table : List.of(protocol, protocol + "6")) {
      for (String line : Files.readAllLines(Path.of("/proc/thread-self/net", table))) {
        String[] words = line.strip().split("\\s+", -1);
        String[] local = words.length > 3 ? words[1].split(":", -1) : new String[0];
        boolean heard = local.length == 2 && words[3].equals(state);
        if (heard && !LOOPBACK.contains(local[0])) {
          ports.add(Integer.parseInt(local[1], 16));
        }
      }
    }
    return ports;
  }
}
