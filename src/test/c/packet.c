/*
 * Every packet ends with a mark and its number, so that it is known again wherever it is met, and
 * so are the messages of ICMP that quote it. A reset of TCP quotes nothing, but acknowledges the
 * sequence number, which is the packet's number too.
 */
#include "packet.h"

#include <string.h>

enum {
  ICMP = 1, TCP = 6, UDP = 17, ICMPV6 = 58, SCTP = 132,
  MARK_LENGTH = 8,
  SCTP_INIT_LENGTH = 36 /* common header, chunk, and the header of the parameter with the mark */
};

static const uint8_t MARK[4] = {'L', 'W', 'p', '1'};

static void put16(uint8_t *at, unsigned value) {
  at[0] = (uint8_t)(value >> 8);
  at[1] = (uint8_t)value;
}

static void put32(uint8_t *at, uint32_t value) {
  put16(at, value >> 16);
  put16(at + 2, value & 0xffff);
}

static unsigned get16(const uint8_t *at) { return (unsigned)at[0] << 8 | at[1]; }

static uint32_t get32(const uint8_t *at) { return (uint32_t)get16(at) << 16 | get16(at + 2); }

static size_t address_length(int family) { return family == AF_INET ? 4 : 16; }

/* How much stands between the header of IP and the mark. */
static size_t header_length(int protocol) {
  switch (protocol) {
    case TCP: return 20;
    case SCTP: return SCTP_INIT_LENGTH;
    default: return 8;
  }
}

/* The ones' complement sum of RFC 1071, not yet folded. */
static uint32_t sum(const uint8_t *data, size_t length, uint32_t before) {
  for (size_t i = 0; i + 1 < length; i += 2) before += get16(data + i);
  return length % 2 ? before + ((uint32_t)data[length - 1] << 8) : before;
}

static unsigned checksum(uint32_t sum) {
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum & 0xffff;
}

/* The checksum of SCTP, RFC 4960, appendix B. */
static uint32_t crc32c(const uint8_t *data, size_t length) {
  uint32_t crc = 0xffffffff;
  for (size_t i = 0; i < length; i++) {
    crc ^= data[i];
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ~crc;
}

static void write_sctp(const struct probe *probe, uint32_t id, uint8_t *out) {
  put16(out, (unsigned)probe->first);
  put16(out + 2, (unsigned)probe->second);
  uint8_t *init = out + 12;
  init[0] = 1; /* INIT; its verification tag is 0 */
  put16(init + 2, SCTP_INIT_LENGTH - 12 + MARK_LENGTH);
  put32(init + 4, id + 1); /* the initiate tag, which may not be 0 */
  put32(init + 8, 65535);
  put16(init + 12, 1);
  put16(init + 14, 1);
  put32(init + 16, id);
  put16(init + 20, 0x8fff); /* a parameter that whoever does not know it skips */
  put16(init + 22, 4 + MARK_LENGTH);
  uint32_t crc = crc32c(out, SCTP_INIT_LENGTH + MARK_LENGTH);
  memcpy(out + 8, &crc, 4); /* in the order of the bits on the wire, lowest first */
}

/* Writes what follows the header of IP; the mark stands there already. */
static void write_transport(const struct probe *probe, uint32_t id, uint8_t *out, size_t length) {
  size_t bytes = address_length(probe->source.family);
  uint32_t pseudo = sum(probe->source.bytes, bytes, 0);
  pseudo = sum(probe->destination.bytes, bytes, pseudo);
  pseudo += (uint32_t)probe->protocol + (uint32_t)length;
  switch (probe->protocol) {
    case TCP:
      put16(out, (unsigned)probe->first);
      put16(out + 2, (unsigned)probe->second);
      put32(out + 4, id);
      out[12] = 5 << 4;
      out[13] = 0x02; /* SYN */
      put16(out + 14, 65535);
      put16(out + 16, checksum(sum(out, length, pseudo)));
      return;
    case UDP: {
      put16(out, (unsigned)probe->first);
      put16(out + 2, (unsigned)probe->second);
      put16(out + 4, (unsigned)length);
      unsigned check = checksum(sum(out, length, pseudo));
      put16(out + 6, check == 0 ? 0xffff : check);
      return;
    }
    case ICMP:
    case ICMPV6: {
      int own = probe->protocol == (probe->source.family == AF_INET ? ICMP : ICMPV6);
      out[0] = (uint8_t)probe->first;
      out[1] = (uint8_t)probe->second;
      put16(out + 4, id & 0xffff); /* so that no message answers another */
      if (own) put16(out + 2, checksum(sum(out, length, probe->protocol == ICMP ? 0 : pseudo)));
      return;
    }
    case SCTP:
      write_sctp(probe, id, out);
      return;
    default:
      /* The kernel refuses only what has a sum like that of ICMP, whatever the protocol. */
      put16(out + 2, checksum(sum(out, length, probe->source.family == AF_INET ? 0 : pseudo)));
      return;
  }
}

size_t packet_write(const struct probe *probe, uint32_t id, uint8_t *out) {
  size_t header = probe->source.family == AF_INET ? 20 : 40;
  size_t length = header_length(probe->protocol) + MARK_LENGTH;
  memset(out, 0, header + length);
  uint8_t *mark = out + header + length - MARK_LENGTH;
  memcpy(mark, MARK, sizeof MARK);
  put32(mark + 4, id);
  write_transport(probe, id, out + header, length);
  if (probe->source.family == AF_INET) {
    out[0] = 0x45;
    put16(out + 2, (unsigned)(header + length));
    put16(out + 4, id & 0xffff);
    out[8] = (uint8_t)probe->hops;
    out[9] = (uint8_t)probe->protocol;
    memcpy(out + 12, probe->source.bytes, 4);
    memcpy(out + 16, probe->destination.bytes, 4);
    put16(out + 10, checksum(sum(out, 20, 0)));
  } else {
    out[0] = 0x60;
    put16(out + 4, (unsigned)length);
    out[6] = (uint8_t)probe->protocol;
    out[7] = (uint8_t)probe->hops;
    memcpy(out + 8, probe->source.bytes, 16);
    memcpy(out + 24, probe->destination.bytes, 16);
  }
  return header + length;
}

static const struct sighting NO_SIGHTING = {.outcome = NOTHING};

struct sighting payload_read(int family, int protocol, const uint8_t *payload, size_t length) {
  size_t header = header_length(protocol);
  const uint8_t *mark = payload + header;
  if (length >= header + MARK_LENGTH && memcmp(mark, MARK, sizeof MARK) == 0) {
    return (struct sighting){.outcome = FORWARDED, .id = get32(mark + 4)};
  }
  if (protocol == TCP && length >= 20 && payload[13] & 0x04) {
    /* The number is acknowledged with one for SYN and the length of the mark. */
    return (struct sighting){.outcome = RESET, .id = get32(payload + 8) - 1 - MARK_LENGTH};
  }
  int own = family == AF_INET ? ICMP : ICMPV6;
  int unreachable = family == AF_INET ? 3 : 1; /* a redirect, say, is no refusal */
  if (protocol == own && length > 8 && payload[0] == unreachable) {
    struct sighting quoted = packet_read(payload + 8, length - 8);
    if (quoted.outcome == FORWARDED) {
      return (struct sighting){
          .outcome = UNREACHABLE, .id = quoted.id, .detail = payload[0] << 8 | payload[1]};
    }
  }
  return NO_SIGHTING;
}

static struct address get_address(int family, const uint8_t *at) {
  struct address address = {.family = family};
  memcpy(address.bytes, at, address_length(family));
  return address;
}

/* Reads what an IP header of `header` bytes has behind it, and notes the ends. */
static struct sighting read_behind(int family, int protocol, const uint8_t *source,
                                   const uint8_t *packet, size_t header, size_t length) {
  if (header > length) return NO_SIGHTING;
  struct sighting seen = payload_read(family, protocol, packet + header, length - header);
  seen.ends.source = get_address(family, source);
  seen.ends.destination = get_address(family, source + address_length(family));
  int has_port = protocol == TCP || protocol == UDP || protocol == SCTP;
  seen.ends.port = has_port && length >= header + 4 ? (int)get16(packet + header + 2) : 0;
  return seen;
}

struct sighting packet_read(const uint8_t *packet, size_t length) {
  if (length >= 20 && packet[0] >> 4 == 4) {
    size_t header = (size_t)(packet[0] & 15) * 4;
    return read_behind(AF_INET, packet[9], packet + 12, packet, header, length);
  }
  if (length >= 40 && packet[0] >> 4 == 6) {
    return read_behind(AF_INET6, packet[6], packet + 8, packet, 40, length);
  }
  return NO_SIGHTING;
}
