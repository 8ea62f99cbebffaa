package org.labwall.lab.probe;

import com.sun.jna.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlan.Plug;
import org.labwall.lab.LabPlan.Station;

/** The sockets at which probes arrive. One thread uses them. */
final class Ears implements AutoCloseable {
  private static final int ETH_P_ALL = 3;
  private static final int LONGEST_FRAME = 2_048;
  private static final int POLLFD = 8;

  private final List<Ear> ears = new ArrayList<>();

  /** By network: the ear that answers there for those whom nobody holds. */
  private final Map<String, Ear.OfStation> answering = new LinkedHashMap<>();

  private final byte[] buffer = new byte[LONGEST_FRAME];

  /** Takes what has arrived. */
  interface Listener {
    /** Whether it is something that was waited for. */
    boolean hear(Ear ear, byte[] data, int length);
  }

  /**
   * Opens an ear at every interface of every station.
   *
   * @param held the addresses that machines hold; all others are answered for
   */
  static Ears atStations(LabPlan plan, Set<Address> held) throws IOException {
    Ears ears = new Ears();
    try {
      for (Station station : plan.stations()) {
        for (Plug plug : station.plugs()) {
          ears.open(plan.namespace(station.name()), plug, held);
        }
      }
      return ears;
    } catch (IOException | RuntimeException failed) {
      ears.close();
      throw failed;
    }
  }

  private void open(String namespace, Plug plug, Set<Address> held) throws IOException {
    Optional<Neighbours> neighbours =
        answering.containsKey(plug.network())
            ? Optional.empty()
            : Optional.of(new Neighbours(Neighbours.mac(ears.size()), held));
    int socket = Namespaces.in(namespace, () -> Linux.rawSocket(Linux.AF_PACKET, 0));
    byte[] address =
        Namespaces.in(
            namespace, () -> Linux.linkAddress(Linux.interfaceIndex(plug.device()), ETH_P_ALL));
    Ear.OfStation ear = new Ear.OfStation(socket, address, plug.network(), neighbours);
    add(ear);
    answering.putIfAbsent(plug.network(), ear);
    Linux.set(socket, Linux.SOL_PACKET, Linux.PACKET_IGNORE_OUTGOING, 1);
    Linux.bind(socket, address);
  }

  void add(Ear ear) {
    ears.add(ear);
  }

  /** The ear that answers in a network. */
  Optional<Ear.OfStation> at(String network) {
    return Optional.ofNullable(answering.get(network));
  }

  /** Takes all that has arrived; false where nothing of interest has within some milliseconds. */
  boolean listen(int milliseconds, Listener listener) throws IOException {
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
          told |= drain(ears.get(i), listener);
        }
      }
      return told;
    }
  }

  private boolean drain(Ear ear, Listener listener) throws IOException {
    boolean told = false;
    for (int length; (length = Linux.receive(ear.socket(), buffer)) >= 0; ) {
      told |= listener.hear(ear, buffer, length);
    }
    return told;
  }

  @Override
  public void close() {
    ears.forEach(it -> Linux.close(it.socket()));
    ears.clear();
  }
}
