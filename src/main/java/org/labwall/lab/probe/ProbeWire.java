package org.labwall.lab.probe;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlan.Plug;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Station;
import org.labwall.packet.Datagram;
import org.labwall.packet.Probe;

/**
 * Raw sockets at all stations of a lab and in one of its routers, by which probes go to that router
 * and are met wherever they arrive. One thread uses it.
 */
final class ProbeWire implements AutoCloseable {
  private static final int ETH_P_ALL = 3;

  /** So many packets are sent between two looks at what has arrived. */
  private static final int BATCH = 64;

  /** So long nothing arrives, in milliseconds, until all has arrived. */
  private static final int QUIET = 150;

  private static final int LONGEST_FRAME = 2_048;
  private static final int POLLFD = 8;

  private final List<Ear> ears = new ArrayList<>();

  /** By interface of the router: by whom packets come to it there. */
  private final Map<String, Gate> gates = new HashMap<>();

  private final Map<Family, Integer> own = new HashMap<>();
  private final Set<Integer> closing = new TreeSet<>();

  /** How many packets were sent so far, which numbers them. */
  private int sent;

  private final byte[] buffer = new byte[LONGEST_FRAME];

  /**
   * How packets come to an interface of the router.
   *
   * @param station sends them
   * @param mac the router's hardware address there
   */
  private record Gate(Ear.OfStation station, Neighbours neighbours, byte[] mac) {}

  private ProbeWire() {}

  /**
   * Opens all sockets.
   *
   * @param router the router that is probed
   * @param held all addresses that machines hold
   * @param protocols the IP protocols of the probes
   */
  static ProbeWire open(
      LabPlan plan, LabPlan.Router router, Set<Address> held, Set<Integer> protocols)
      throws IOException {
    ProbeWire wire = new ProbeWire();
    try {
      Map<String, Ear.OfStation> byNetwork = new LinkedHashMap<>();
      for (Station station : plan.stations()) {
        for (Plug plug : station.plugs()) {
          boolean first = !byNetwork.containsKey(plug.network());
          Ear.OfStation ear = wire.openStation(plan, station, plug, held, first);
          byNetwork.putIfAbsent(plug.network(), ear);
        }
      }
      wire.openRouter(plan, router, protocols);
      for (Port port : router.ports()) {
        Ear.OfStation ear = port.network().map(byNetwork::get).orElse(null);
        if (ear != null) {
          wire.gates.put(
              port.name(), new Gate(ear, ear.neighbours().orElseThrow(), bytes(port.mac())));
        }
      }
      return wire;
    } catch (IOException | RuntimeException failed) {
      wire.close();
      throw failed;
    }
  }

  private static byte[] bytes(String mac) {
    return HexFormat.ofDelimiter(":").parseHex(mac);
  }

  private Ear.OfStation openStation(
      LabPlan plan, Station station, Plug plug, Set<Address> held, boolean answers)
      throws IOException {
    Optional<Neighbours> neighbours =
        answers ? Optional.of(new Neighbours(probeMac(ears.size()), held)) : Optional.empty();
    Ear.OfStation ear =
        Namespaces.in(
            plan.namespace(station.name()),
            () -> {
              byte[] address =
                  Linux.linkAddress(Linux.interfaceIndex(plug.device()), ETH_P_ALL);
              int socket = Linux.rawSocket(Linux.AF_PACKET, 0);
              closing.add(socket);
              Linux.set(socket, Linux.SOL_PACKET, Linux.PACKET_IGNORE_OUTGOING, 1);
              Linux.bind(socket, address);
              return new Ear.OfStation(socket, address, plug.network(), neighbours);
            });
    ears.add(ear);
    return ear;
  }

  /** A hardware address of local administration, by which no machine of the lab goes. */
  private static byte[] probeMac(int number) {
    return new byte[] {2, 'L', 'W', 'p', (byte) (number >> 8), (byte) number};
  }

  private void openRouter(LabPlan plan, LabPlan.Router router, Set<Integer> protocols)
      throws IOException {
    Set<Integer> all = new TreeSet<>(protocols);
    all.addAll(Set.of(Datagram.ICMP, Datagram.ICMPV6));
    Namespaces.in(
        plan.namespace(router.name()),
        () -> {
          for (Family family : Family.values()) {
            int number = family == Family.IPV4 ? Linux.AF_INET : Linux.AF_INET6;
            int sender = Linux.rawSocket(number, Linux.IPPROTO_RAW);
            closing.add(sender);
            own.put(family, sender);
            for (int protocol : all) {
              int socket = Linux.rawSocket(number, protocol);
              closing.add(socket);
              ears.add(new Ear.OfRouter(socket, family, protocol));
            }
          }
          unlimitAnswers();
          return true;
        });
  }

  /** Else the kernel keeps most refusals to itself; where it has no such setting it has no limit. */
  private static void unlimitAnswers() throws IOException {
    Map<String, String> settings =
        Map.of(
            "ipv4/icmp_ratelimit", "0",
            "ipv6/icmp/ratelimit", "0",
            "ipv4/icmp_msgs_per_sec", "1000000",
            "ipv4/icmp_msgs_burst", "1000000");
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      Path file = Path.of("/proc/sys/net", setting.getKey());
      if (Files.isWritable(file)) {
        Files.writeString(file, setting.getValue());
      }
    }
  }

  /** Sends all probes and says of each what was seen, by its place in the list. */
  List<Sighting> send(List<Probe> probes) throws IOException {
    Seen seen = new Seen(sent, probes);
    for (int i = 0; i < probes.size(); i++) {
      send(probes.get(i).packet(), sent++);
      if (i % BATCH == BATCH - 1) {
        hear(0, seen);
      }
    }
    while (hear(QUIET, seen)) {}
    return seen.all();
  }

  private void send(Datagram packet, int number) {
    byte[] data = ProbePacket.write(packet, number);
    if (packet.isOwn()) {
      Linux.send(
          own.getOrDefault(packet.family(), -1), data, Linux.internetAddress(packet.destination()));
      return;
    }
    Gate gate = gates.get(packet.entry().orElseThrow());
    if (gate != null) {
      byte[] frame = gate.neighbours().frame(gate.mac(), packet.family(), data);
      Linux.send(gate.station().socket(), frame, gate.station().address());
    }
  }

  /** Takes all that has arrived; false where nothing has within some milliseconds. */
  private boolean hear(int milliseconds, Seen seen) throws IOException {
    try (Memory descriptors = new Memory((long) ears.size() * POLLFD)) {
      for (int i = 0; i < ears.size(); i++) {
        descriptors.setInt((long) i * POLLFD, ears.get(i).socket());
        descriptors.setInt((long) i * POLLFD + 4, Linux.POLLIN);
      }
      if (Linux.poll(descriptors, ears.size(), milliseconds) == 0) {
        return false;
      }
      boolean told = false;
      for (int i = 0; i < ears.size(); i++) {
        if (descriptors.getShort((long) i * POLLFD + 6) != 0) {
          told |= drain(ears.get(i), seen);
        }
      }
      return told;
    }
  }

  private boolean drain(Ear ear, Seen seen) throws IOException {
    boolean told = false;
    for (int length; (length = Linux.receive(ear.socket(), buffer)) >= 0; ) {
      told |= seen.note(ear.hear(buffer, length), ear.place());
    }
    return told;
  }

  @Override
  public void close() {
    closing.forEach(Linux::close);
    closing.clear();
  }
}
