package org.labwall.lab.probe;

import java.util.zip.CRC32C;
import org.labwall.address.Address;
import org.labwall.address.Family;

/** The checksums of the Internet protocols. */
final class Sums {
  private Sums() {}

  /** The ones' complement sum of RFC 1071, not yet folded. */
  static long sum(byte[] data, int from, int length, long before) {
    long sum = before;
    for (int i = 0; i + 1 < length; i += 2) {
      sum += (data[from + i] & 0xff) << 8 | (data[from + i + 1] & 0xff);
    }
    return length % 2 == 1 ? sum + ((data[from + length - 1] & 0xff) << 8) : sum;
  }

  static int fold(long sum) {
    long folded = sum;
    while (folded >> 16 != 0) {
      folded = (folded & 0xffff) + (folded >> 16);
    }
    return (int) ~folded & 0xffff;
  }

  /** The sum of what TCP, UDP and ICMPv6 take into theirs of the header of IP. */
  static long pseudo(Address source, Address destination, int protocol, int length) {
    return halves(source) + halves(destination) + protocol + length;
  }

  private static long halves(Address address) {
    long sum = 0;
    for (int shift = 0; shift < 64; shift += 16) {
      sum += (address.high() >>> shift & 0xffff) + (address.low() >>> shift & 0xffff);
    }
    return sum;
  }

  /** The checksum of SCTP, RFC 9260, appendix A, in the order in which it is written. */
  static int crc(byte[] data, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(data, from, length);
    return Integer.reverseBytes((int) crc.getValue());
  }

  static int headerLength(Family family) {
    return family == Family.IPV4 ? 20 : 40;
  }
}
