package org.labwall.lab.probe;

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

  /** The tables of a machine that tell of them. */
  public static final List<String> TABLES =
      List.of("/proc/net/tcp", "/proc/net/tcp6", "/proc/net/udp", "/proc/net/udp6");

  /**
   * The ports of a machine.
   *
   * @param tables the texts of its {@link #TABLES}, one after the other
   */
  public static ListeningPorts of(String tables) {
    SortedSet<Integer> tcp = new TreeSet<>();
    SortedSet<Integer> udp = new TreeSet<>();
    for (String line : tables.lines().toList()) {
      String[] words = line.strip().split("\\s+", -1);
      String[] local = words.length > 3 ? words[1].split(":", -1) : new String[0];
      if (local.length == 2 && !LOOPBACK.contains(local[0])) {
        switch (words[3]) {
          case LISTEN -> tcp.add(Integer.parseInt(local[1], 16));
          case UNCONNECTED -> udp.add(Integer.parseInt(local[1], 16));
          default -> {}
        }
      }
    }
    return new ListeningPorts(tcp, udp);
  }
}
