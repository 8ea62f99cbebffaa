package org.labwall.lab.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlan.Port;
import org.labwall.packet.Datagram;
import org.labwall.packet.Probe;

/**
 * Raw sockets at all stations of a lab and in one of its routers, by which probes go to that router
 * and are met wherever they arrive. One thread uses it.
 */
final class ProbeWire implements AutoCloseable {
  /** So many packets are sent between two looks at what has arrived. */
  private static final int BATCH = 64;

  /** So long nothing arrives, in milliseconds, until all has arrived. */
  private static final int QUIET = 150;

  /** The same for a router that may have no processor for itself. */
  private static final int VIRTUAL_QUIET = 600;

  /** So long such a router has for a batch, in milliseconds: its queues are short. */
  private static final int VIRTUAL_PAUSE = 16;

  private static final Duration NEXT_QUESTION = Duration.ofMillis(1_100);

  private final Ears ears;

  /** By interface of the router: by whom packets come to it there. */
  private final Map<String, Gate> gates = new HashMap<>();

  private final Map<Family, Integer> own = new EnumMap<>(Family.class);

  /** How many packets were sent so far, which numbers them. */
  private int sent;

  /**
   * How packets come to an interface of the router.
   *
   * @param station sends them
   * @param neighbours the hardware address that it does so by
   * @param mac the router's hardware address there
   */
  @SuppressWarnings("ArrayRecordComponent") // it is written once and compared never
  private record Gate(Ear.OfStation station, Neighbours neighbours, byte[] mac) {}

  private final boolean virtual;

  private ProbeWire(Ears ears, boolean virtual) {
    this.ears = ears;
    this.virtual = virtual;
  }

  /**
   * Opens all sockets.
   *
   * @param router the router that is probed
   * @param held all addresses that machines hold
   * @param protocols the IP protocols of the probes
   * @param namespace where the router lives; nothing where nobody can look into it
   */
  static ProbeWire open(
      LabPlan plan,
      LabPlan.Router router,
      Set<Address> held,
      Set<Integer> protocols,
      Optional<String> namespace)
      throws IOException {
    ProbeWire wire = new ProbeWire(Ears.atStations(plan, held), namespace.isEmpty());
    try {
      if (namespace.isPresent()) {
        wire.openRouter(namespace.get(), protocols);
      }
      for (Port port : router.ports()) {
        port.network().flatMap(wire.ears::at).ifPresent(ear -> wire.addGate(port, ear));
      }
      return wire;
    } catch (IOException | RuntimeException failed) {
      wire.close();
      throw failed;
    }
  }

  private void addGate(Port port, Ear.OfStation ear) {
    byte[] mac = HexFormat.ofDelimiter(":").parseHex(port.mac());
    gates.put(port.name(), new Gate(ear, ear.neighbours().orElseThrow(), mac));
  }

  private void openRouter(String namespace, Set<Integer> protocols) throws IOException {
    Set<Integer> all = new TreeSet<>(protocols);
    all.addAll(Set.of(Datagram.ICMP, Datagram.ICMPV6));
    Namespaces.in(
        namespace,
        () -> {
          for (Family family : Family.values()) {
            int number = family == Family.IPV4 ? Linux.AF_INET : Linux.AF_INET6;
            own.put(family, Linux.rawSocket(number, Linux.IPPROTO_RAW));
            for (int protocol : all) {
              ears.add(new Ear.OfRouter(Linux.rawSocket(number, protocol), family, protocol));
            }
          }
          unlimitAnswers();
          return true;
        });
  }

  /**
   * Else the kernel keeps most refusals to itself; where it has no such setting it has no limit.
   */
  private static void unlimitAnswers() throws IOException {
    for (Map.Entry<String, String> setting : ProbeRun.UNLIMITED_ANSWERS.entrySet()) {
      Path file = Path.of("/proc/sys/net", setting.getKey());
      if (Files.isWritable(file)) {
        Files.writeString(file, setting.getValue());
      }
    }
  }

  /** Sends all probes and says of each what was seen, by its place in the list. */
  List<Sighting> send(List<Probe> probes) throws IOException {
    Seen seen = new Seen(sent, probes);
    Ears.Listener listener = (ear, data, length) -> seen.note(ear.hear(data, length), ear.place());
    for (int i = 0; i < probes.size(); i++) {
      send(probes.get(i).packet(), sent++);
      if (i % BATCH == BATCH - 1) {
        ears.listen(0, listener);
        pause(listener);
      }
    }
    long quiet = Duration.ofMillis(virtual ? VIRTUAL_QUIET : QUIET).toNanos();
    // What is none of the probes, such as an advertisement of VRRP, is no end of them.
    for (long end = System.nanoTime() + quiet; System.nanoTime() < end; ) {
      if (ears.listen(QUIET, listener)) {
        end = System.nanoTime() + quiet;
      }
    }
    return seen.all();
  }

  private void pause(Ears.Listener listener) throws IOException {
    long end = System.nanoTime() + Duration.ofMillis(VIRTUAL_PAUSE).toNanos();
    while (virtual && System.nanoTime() < end) {
      ears.listen(1, listener);
    }
  }

  /** Answers who asks for neighbours, as long as a kernel waits before it asks again. */
  void settle() throws IOException {
    long end = System.nanoTime() + NEXT_QUESTION.toNanos();
    while (System.nanoTime() < end) {
      ears.listen(
          QUIET,
          (ear, data, length) -> {
            ear.hear(data, length);
            return false;
          });
    }
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

  @Override
  public void close() {
    ears.close();
    own.values().forEach(Linux::close);
  }
}
