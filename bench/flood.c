/*
 * Sends the first packet of many TCP connections as fast as a router takes them.
 *
 *   flood < CONNECTIONS
 *
 * A line has the interface to send by, the hardware address of the router there, source and
 * destination, and both ports. Prints how many packets were sent and the seconds of processor time that it took.
 * The router works in the time of the sender, so this is the time that both took.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 64, MOST = 1 << 20 };

struct frame {
  struct ether_header ethernet;
  struct iphdr ip;
  struct tcphdr tcp;
} __attribute__((packed));

struct packet {
  struct sockaddr_ll where;
  struct frame frame;
};

static void fail(const char *what) {
  perror(what);
  exit(1);
}

/* The sum of RFC 1071, before it is folded and inverted. */
static uint32_t sum(const void *data, size_t length, uint32_t start) {
  const uint8_t *bytes = data;
  for (size_t i = 0; i + 1 < length; i += 2) {
    start += (uint32_t)bytes[i] << 8 | bytes[i + 1];
  }
  return start;
}

static uint16_t checksum(uint32_t sum) {
  while (sum >> 16) {
    sum = (sum & 0xffff) + (sum >> 16);
  }
  return htons((uint16_t)~sum);
}

static int read_packet(struct packet *packet, uint32_t sequence) {
  char interface[IF_NAMESIZE], router[18], source[16], destination[16];
  unsigned from, to, mac[6];
  if (scanf("%15s %17s %15s %15s %u %u", interface, router, source, destination, &from, &to) != 6) {
    return 0;
  }
  if (sscanf(router, "%x:%x:%x:%x:%x:%x", mac, mac + 1, mac + 2, mac + 3, mac + 4, mac + 5) != 6) {
    fprintf(stderr, "flood: %s is no hardware address\n", router);
    exit(1);
  }
  memset(packet, 0, sizeof *packet);
  packet->where.sll_family = AF_PACKET;
  packet->where.sll_ifindex = (int)if_nametoindex(interface);
  if (packet->where.sll_ifindex == 0) {
    fail(interface);
  }
  struct frame *frame = &packet->frame;
  for (int i = 0; i < 6; i++) {
    frame->ethernet.ether_dhost[i] = (uint8_t)mac[i];
  }
  frame->ethernet.ether_shost[0] = 2;
  frame->ethernet.ether_type = htons(ETHERTYPE_IP);
  struct iphdr ip = {.version = 4,
                     .ihl = sizeof ip / 4,
                     .tot_len = htons(sizeof ip + sizeof(struct tcphdr)),
                     .ttl = 64,
                     .protocol = IPPROTO_TCP,
                     .saddr = inet_addr(source),
                     .daddr = inet_addr(destination)};
  ip.check = checksum(sum(&ip, sizeof ip, 0));
  struct tcphdr tcp = {.source = htons((uint16_t)from),
                       .dest = htons((uint16_t)to),
                       .seq = htonl(sequence),
                       .doff = sizeof tcp / 4,
                       .syn = 1,
                       .window = htons(1024)};
  uint32_t pseudo = sum(&ip.saddr, 8, IPPROTO_TCP + sizeof tcp);
  tcp.check = checksum(sum(&tcp, sizeof tcp, pseudo));
  frame->ip = ip;
  frame->tcp = tcp;
  return 1;
}

static void send_all(int s, struct packet *packets, size_t count) {
  struct mmsghdr messages[BATCH];
  struct iovec vectors[BATCH];
  memset(messages, 0, sizeof messages);
  for (size_t done = 0; done < count;) {
    unsigned batch = 0;
    for (; batch < BATCH && done + batch < count; batch++) {
      struct packet *packet = packets + done + batch;
      vectors[batch] = (struct iovec){&packet->frame, sizeof packet->frame};
      messages[batch].msg_hdr.msg_name = &packet->where;
      messages[batch].msg_hdr.msg_namelen = sizeof packet->where;
      messages[batch].msg_hdr.msg_iov = vectors + batch;
      messages[batch].msg_hdr.msg_iovlen = 1;
    }
    int sent = sendmmsg(s, messages, batch, 0);
    if (sent < 0 && errno != ENOBUFS && errno != EAGAIN) {
      fail("sendmmsg");
    }
    done += sent > 0 ? (size_t)sent : 0;
  }
}

int main(void) {
  int s = socket(AF_PACKET, SOCK_RAW, 0);
  int yes = 1;
  if (s < 0 || setsockopt(s, SOL_PACKET, PACKET_QDISC_BYPASS, &yes, sizeof yes) < 0) {
    fail("socket");
  }
  struct packet *packets = malloc(MOST * sizeof *packets);
  if (!packets) {
    fail("malloc");
  }
  size_t count = 0;
  while (count < MOST && read_packet(packets + count, (uint32_t)count)) {
    count++;
  }
  struct timespec start, end;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
  send_all(s, packets, count);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
  printf("%zu %.6f\n", count,
         (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9);
  return 0;
}
