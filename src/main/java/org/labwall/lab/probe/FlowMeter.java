package org.labwall.lab.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlan.Plug;
import org.labwall.lab.probe.Sighting.Outcome;
import org.labwall.packet.Datagram;

/** Measures for how long flows do not come through. */
public final class FlowMeter implements AutoCloseable {
  private static final long INTERVAL = Duration.ofMillis(10).toNanos();

  private final Ears ears;
  private final List<Sender> senders = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopped;
  private Optional<IOException> failure = Optional.empty();

  /** A flow, how its station sends it, and when what it sent came through. */
  private static final class Sender {
    private final Flow flow;
    private final int socket;
    private final Optional<byte[]> question;
    private final List<Long> sent = new ArrayList<>();
    private long lastThrough;
    private long longest;

    Sender(Flow flow, int socket, Optional<byte[]> question) {
      this.flow = flow;
      this.socket = socket;
      this.question = question;
    }

    /** What was sent at that time has come through. */
    void through(long time) {
      if (lastThrough != 0) {
        longest = Math.max(longest, time - lastThrough);
      }
      lastThrough = Math.max(lastThrough, time);
    }
  }

  private FlowMeter(Ears ears) {
    this.ears = ears;
    this.thread = Thread.ofPlatform().name("flows").daemon().unstarted(this::run);
  }

  /** Starts all flows. */
  public static FlowMeter start(LabPlan plan, List<Flow> flows, Set<Address> held)
      throws IOException {
    FlowMeter meter = new FlowMeter(Ears.atStations(plan, held));
    try {
      for (Flow flow : flows) {
        meter.add(plan, flow);
      }
      meter.thread.start();
      return meter;
    } catch (IOException | RuntimeException failed) {
      meter.close();
      throw failed;
    }
  }

  private void add(LabPlan plan, Flow flow) throws IOException {
    Optional<byte[]> question =
        flow.packet().isPresent() ? Optional.empty() : Optional.of(question(plan, flow));
    boolean four = flow.packet().map(Datagram::family).orElse(Family.IPV4) == Family.IPV4;
    int socket =
        Namespaces.in(
            plan.namespace(flow.station()),
            () -> Linux.rawSocket(four ? Linux.AF_INET : Linux.AF_INET6, Linux.IPPROTO_RAW));
    senders.add(new Sender(flow, socket, question));
  }

  /** A request of ARP by a station for the virtual address, RFC 826. */
  private static byte[] question(LabPlan plan, Flow flow) {
    Plug plug =
        plan.station(flow.station()).orElseThrow().plugs().stream()
            .filter(it -> it.network().equals(flow.network()))
            .findFirst()
            .orElseThrow();
    Address own =
        plug.addresses().stream()
            .map(LabPlan.Standing::address)
            .filter(it -> it.family() == Family.IPV4)
            .findFirst()
            .orElseThrow();
    byte[] mac = java.util.HexFormat.ofDelimiter(":").parseHex(plug.mac());
    ByteBuffer out = ByteBuffer.allocate(Neighbours.ETHERNET + 28);
    out.putInt(-1).putShort((short) -1).put(mac).putShort((short) Neighbours.ARP);
    out.putShort((short) 1).putShort((short) Neighbours.IPV4).put((byte) 6).put((byte) 4);
    out.putShort((short) 1).put(mac).putInt((int) own.low()).put(new byte[6]);
    out.putInt((int) flow.gateway().orElseThrow().low());
    return out.array();
  }

  private void run() {
    try {
      long next = System.nanoTime();
      while (!stopped) {
        senders.forEach(this::send);
        next += INTERVAL;
        long left = next - System.nanoTime();
        do {
          ears.listen((int) Math.max(0, left / 1_000_000), this::hear);
          left = next - System.nanoTime();
        } while (left > 0 && !stopped);
      }
    } catch (IOException failed) {
      failure = Optional.of(failed);
    }
  }

  private void send(Sender sender) {
    long now = System.nanoTime();
    if (sender.question.isPresent()) {
      ears.at(sender.flow.network())
          .ifPresent(it -> Linux.send(it.socket(), sender.question.get(), it.address()));
      return;
    }
    int number = sender.sent.size() * senders.size() + senders.indexOf(sender);
    sender.sent.add(now);
    Datagram packet = sender.flow.packet().orElseThrow();
    Linux.send(
        sender.socket,
        ProbePacket.write(packet, number),
        Linux.internetAddress(packet.destination()));
  }

  private boolean hear(Ear ear, byte[] data, int length) {
    Sighting sighting = ear.hear(data, length);
    if (sighting.outcome() == Outcome.FORWARDED) {
      Sender sender = senders.get(sighting.number() % senders.size());
      int number = sighting.number() / senders.size();
      boolean there = !ear.place().equals(sender.flow.network());
      if (there && number < sender.sent.size()) {
        sender.through(sender.sent.get(number));
      }
      return there;
    }
    return hearAnswer(ear, data, length);
  }

  private boolean hearAnswer(Ear ear, byte[] data, int length) {
    ByteBuffer in = ByteBuffer.wrap(data);
    boolean answer =
        length >= Neighbours.ETHERNET + 28
            && (in.getShort(12) & 0xffff) == Neighbours.ARP
            && in.getShort(Neighbours.ETHERNET + 6) == 2;
    if (!answer) {
      return false;
    }
    int holder = in.getInt(Neighbours.ETHERNET + 14);
    for (Sender sender : senders) {
      boolean its =
          sender.question.isPresent()
              && sender.flow.network().equals(ear.place())
              && sender.flow.gateway().filter(it -> (int) it.low() == holder).isPresent();
      if (its) {
        sender.through(System.nanoTime());
      }
    }
    return true;
  }

  /**
   * A flow, and what came of it.
   *
   * @param flow the flow
   * @param cameThrough whether anything ever did
   * @param outage the longest time for which nothing did, to the end of the measurement
   */
  public record Outage(Flow flow, boolean cameThrough, Duration outage) {}

  /** Ends all flows. */
  public List<Outage> stop() throws IOException {
    end();
    if (failure.isPresent()) {
      throw failure.get();
    }
    long now = System.nanoTime();
    List<Outage> outages = new ArrayList<>();
    for (Sender it : senders) {
      long last = it.lastThrough == 0 ? 0 : now - it.lastThrough;
      long longest = Math.max(0, Math.max(it.longest, last) - INTERVAL);
      outages.add(new Outage(it.flow, it.lastThrough != 0, Duration.ofNanos(longest)));
    }
    return outages;
  }

  private void end() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
    ears.close();
    senders.forEach(it -> Linux.close(it.socket));
  }
}
