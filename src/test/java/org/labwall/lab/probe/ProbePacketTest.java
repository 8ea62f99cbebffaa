package org.labwall.lab.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labwall.address.Address;
import org.labwall.lab.probe.Sighting.Outcome;
import org.labwall.packet.Datagram;

/** Probes are packets that others can read, and are known again. */
class ProbePacketTest {
  private static final int NUMBER = 123_456_789;

  @ParameterizedTest
  @CsvSource({
    "172.16.10.4, 8.8.8.8, 6", "172.16.10.4, 8.8.8.8, 17", "172.16.10.4, 8.8.8.8, 132",
    "172.16.10.4, 8.8.8.8, 47", "2001:db8::4, 2001:db8:1::8, 6", "2001:db8::4, 2001:db8:1::8, 17"
  })
  void aProbeIsKnownAgain(String source, String destination, int protocol) {
    Datagram probe = datagram(source, destination, protocol, 4_000, 443);
    byte[] packet = ProbePacket.write(probe, NUMBER);
    Sighting seen = ProbePacket.read(packet, 0, packet.length);
    assertEquals(Outcome.FORWARDED, seen.outcome());
    assertEquals(NUMBER, seen.number());
    assertEquals(probe.source(), seen.source());
    assertEquals(probe.destination(), seen.destination());
    assertEquals(probe.hasPorts() ? 443 : 0, seen.port());
  }

  @Test
  void theHeaderOfIpHasItsSum() {
    byte[] packet = ProbePacket.write(datagram("172.16.10.4", "8.8.8.8", 6, 4_000, 443), 1);
    assertEquals(0, Sums.fold(Sums.sum(packet, 0, 20, 0)));
    long pseudo = Sums.pseudo(address("172.16.10.4"), address("8.8.8.8"), 6, packet.length - 20);
    assertEquals(0, Sums.fold(Sums.sum(packet, 20, packet.length - 20, pseudo)));
  }

  @Test
  void whatQuotesAProbeTellsThatItWasRefused() {
    byte[] quoted = ProbePacket.write(datagram("172.16.10.4", "8.8.8.8", 17, 4_000, 53), NUMBER);
    byte[] error = new byte[28 + quoted.length];
    error[0] = 0x45;
    error[9] = 1;
    error[20] = 3;
    error[21] = 3;
    System.arraycopy(quoted, 0, error, 28, quoted.length);
    Sighting seen = ProbePacket.read(error, 0, error.length);
    assertEquals(Outcome.UNREACHABLE, seen.outcome());
    assertEquals(NUMBER, seen.number());
    assertEquals(3 << 8 | 3, seen.detail());
  }

  @Test
  void otherPacketsTellNothing() {
    byte[] packet = ProbePacket.write(datagram("172.16.10.4", "8.8.8.8", 17, 4_000, 53), NUMBER);
    packet[28] ^= 1;
    assertEquals(Outcome.NOTHING, ProbePacket.read(packet, 0, packet.length).outcome());
    assertEquals(Outcome.NOTHING, ProbePacket.read(new byte[3], 0, 3).outcome());
  }

  @Test
  void whoAsksForAnAddressThatNobodyHoldsIsAnswered() {
    HexFormat hex = HexFormat.of();
    String request =
        "ffffffffffff00163e000001080600010800060400010016" + "3e000001ac100a01000000000000ac100a04";
    byte[] frame = hex.parseHex(request);
    byte[] mac = hex.parseHex("024c57700001");
    Neighbours free = new Neighbours(mac, Set.of(address("172.16.10.1")));
    byte[] answer = free.answer(frame, frame.length).orElseThrow();
    assertArrayEquals(hex.parseHex("00163e000001"), Arrays.copyOf(answer, 6));
    assertEquals("024c57700001ac100a04", hex.formatHex(Arrays.copyOfRange(answer, 22, 32)));
    Neighbours held = new Neighbours(mac, Set.of(address("172.16.10.4")));
    assertEquals(Optional.empty(), held.answer(frame, frame.length).map(HexFormat.of()::formatHex));
  }

  private static Datagram datagram(
      String source, String destination, int protocol, int first, int second) {
    return new Datagram(
        Optional.of("eth0"), address(source), address(destination), protocol, first, second);
  }

  private static Address address(String text) {
    return Address.parse(text).orElseThrow();
  }
}
