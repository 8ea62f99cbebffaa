/* Packets as the probe sends them, and how it knows them again. */
#ifndef PACKET_H
#define PACKET_H

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>

enum { LONGEST_PACKET = 256 };

/* What became of a packet. */
enum outcome { NOTHING, RESET, UNREACHABLE, FORWARDED, DELIVERED };

/* An address of either family; that of IPv4 takes the first four bytes. */
struct address {
  int family;
  uint8_t bytes[16];
};

/* Where a packet comes from and goes to; a protocol without ports has 0. */
struct ends {
  struct address source, destination;
  int port; /* of the destination */
};

/* One packet, and what was seen of it. */
struct probe {
  int from; /* the interface by which it comes, or OWN */
  struct address source, destination;
  int protocol;
  int first, second; /* source and destination port, or type and code of ICMP */
  int hops;
  enum outcome outcome;
  int detail; /* the interface by which it left, or type and code of the answer */
  struct ends seen; /* its ends when it had left */
};

/* A packet of the router itself. */
enum { OWN = -1 };

/* Writes probe number `id` as an IP packet and returns its length. */
size_t packet_write(const struct probe *probe, uint32_t id, uint8_t *out);

/* What an IP packet, or one of IPv6 without its header, tells of a probe. */
struct sighting {
  enum outcome outcome; /* FORWARDED for the probe itself, wherever it is met */
  uint32_t id;
  int detail;
  struct ends ends; /* where the header of IP was read, too */
};

/* Reads an IP packet of either family. */
struct sighting packet_read(const uint8_t *packet, size_t length);

/* Reads what follows the header of a packet. */
struct sighting payload_read(int family, int protocol, const uint8_t *payload, size_t length);

#endif
