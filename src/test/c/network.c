/*
 * All runs on one processor, whose backlog is a queue: a barrier that was sent after packets and
 * has reached the router shows that these are decided, and a second one that what the router sent
 * meanwhile has arrived. So nothing here waits for time to pass.
 */
#define _GNU_SOURCE
#include "network.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
  MOST_INTERFACES = 32,
  BARRIER_TYPE = 0x88b5, /* IEEE 802, for local experiments */
  BARRIER_SECONDS = 20,
  BUFFER = 8 << 20
};

static const uint8_t ROUTER_MAC[6] = {2, 0, 0, 0, 0, 1};
static const uint8_t NEIGHBOUR_MAC[6] = {2, 0, 0, 0, 0, 2};

static char **interfaces;
static int interface_count;
static int at_neighbours[MOST_INTERFACES]; /* their indexes there */

static int wire;              /* sees and sends all frames at the neighbours */
static int barrier;           /* receives barriers at the router */
static int own[2];            /* send the router's own packets: IPv4, IPv6 */
static int delivered[2][256]; /* receive what reaches the router, by family and protocol */

static void fail(const char *what) {
  fprintf(stderr, "probe: %s: %s\n", what, strerror(errno));
  exit(1);
}

static int must(int result, const char *what) {
  if (result < 0) fail(what);
  return result;
}

static void set(int socket, int level, int option, int value) {
  must(setsockopt(socket, level, option, &value, sizeof value), "setsockopt");
}

static void enter(int namespace) { must(setns(namespace, CLONE_NEWNET), "setns"); }

/* A new network namespace, in which this process then is. */
static int new_namespace(void) {
  must(unshare(CLONE_NEWNET), "unshare");
  return must(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), "/proc/self/ns/net");
}

static void run_script(const char *script, int router) {
  char neighbours[16];
  snprintf(neighbours, sizeof neighbours, "%d", (int)getpid());
  setenv("NEIGHBOURS", neighbours, 1);
  pid_t child = must(fork(), "fork");
  if (child == 0) {
    enter(router);
    /* What it says is nobody's verdict. */
    dup2(STDERR_FILENO, STDOUT_FILENO);
    close(STDIN_FILENO);
    execl("/bin/sh", "sh", "-eu", script, (char *)NULL);
    fail("sh");
  }
  int status;
  must(waitpid(child, &status, 0), "waitpid");
  if (status != 0) {
    fprintf(stderr, "probe: %s failed\n", script);
    exit(1);
  }
}

static int packet_socket(int type) {
  int it = must(socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK, htons(type)), "packet socket");
  set(it, SOL_SOCKET, SO_RCVBUFFORCE, BUFFER);
  set(it, SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
  return it;
}

/* At the neighbours. */
static void open_wire(void) {
  for (int i = 0; i < interface_count; i++) {
    at_neighbours[i] = (int)if_nametoindex(interfaces[i]);
    if (at_neighbours[i] == 0) fail(interfaces[i]);
  }
  wire = packet_socket(ETH_P_ALL);
  set(wire, SOL_SOCKET, SO_SNDBUFFORCE, BUFFER);
  set(wire, SOL_PACKET, PACKET_QDISC_BYPASS, 1);
}

/* The groups of VRRP, which keepalived joins. */
static void join_groups(int ipv4, int ipv6) {
  for (int i = 0; i < interface_count; i++) {
    int index = (int)if_nametoindex(interfaces[i]);
    struct ip_mreqn group = {.imr_multiaddr.s_addr = inet_addr("224.0.0.18"), .imr_ifindex = index};
    must(setsockopt(ipv4, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof group), "224.0.0.18");
    struct ipv6_mreq group6 = {.ipv6mr_interface = (unsigned)index};
    inet_pton(AF_INET6, "ff02::12", &group6.ipv6mr_multiaddr);
    must(setsockopt(ipv6, IPPROTO_IPV6, IPV6_JOIN_GROUP, &group6, sizeof group6), "ff02::12");
  }
}

static void open_delivered(int family, int protocol) {
  int *it = &delivered[family == AF_INET6][protocol];
  if (*it == 0 && protocol != IPPROTO_RAW) {
    *it = must(socket(family, SOCK_RAW | SOCK_NONBLOCK, protocol), "raw socket");
    set(*it, SOL_SOCKET, SO_RCVBUFFORCE, BUFFER);
  }
}

/* At the router. */
static void open_router(const struct probe *probes, uint32_t probe_count) {
  barrier = packet_socket(BARRIER_TYPE);
  own[0] = must(socket(AF_INET, SOCK_RAW, IPPROTO_RAW), "raw socket");
  own[1] = must(socket(AF_INET6, SOCK_RAW, IPPROTO_RAW), "raw socket");
  set(own[0], SOL_SOCKET, SO_BROADCAST, 1);
  set(own[1], IPPROTO_IPV6, IPV6_HDRINCL, 1);
  for (uint32_t i = 0; i < probe_count; i++) {
    open_delivered(probes[i].source.family, probes[i].protocol);
  }
  /* Here the router hears that a packet of its own was rejected. */
  open_delivered(AF_INET, IPPROTO_ICMP);
  open_delivered(AF_INET, IPPROTO_TCP);
  open_delivered(AF_INET6, IPPROTO_ICMPV6);
  open_delivered(AF_INET6, IPPROTO_TCP);
  join_groups(delivered[0][IPPROTO_ICMP], delivered[1][IPPROTO_ICMPV6]);
}

static void stay_on_one_processor(void) {
  cpu_set_t processors;
  CPU_ZERO(&processors);
  CPU_SET(must(sched_getcpu(), "sched_getcpu"), &processors);
  must(sched_setaffinity(0, sizeof processors, &processors), "sched_setaffinity");
}

void network_open(const char *script, char **names, int count, const struct probe *probes,
                  uint32_t probe_count) {
  if (count > MOST_INTERFACES) {
    errno = E2BIG;
    fail("interfaces");
  }
  interfaces = names;
  interface_count = count;
  int router = new_namespace();
  int neighbours = new_namespace();
  run_script(script, router);
  stay_on_one_processor();
  open_wire();
  enter(router);
  open_router(probes, probe_count);
  enter(neighbours);
}

static int interface_of(int index) {
  for (int i = 0; i < interface_count; i++) {
    if (at_neighbours[i] == index) return i;
  }
  return -1;
}

static void read_wire(network_listener *note) {
  uint8_t frame[2048];
  struct sockaddr_ll from;
  for (;;) {
    socklen_t size = sizeof from;
    ssize_t length = recvfrom(wire, frame, sizeof frame, 0, (struct sockaddr *)&from, &size);
    if (length < 0) return;
    if (length <= ETH_HLEN) continue;
    struct sighting seen = packet_read(frame + ETH_HLEN, (size_t)length - ETH_HLEN);
    if (seen.outcome == FORWARDED) seen.detail = interface_of(from.sll_ifindex);
    note(seen, FORWARDED);
  }
}

static void read_delivered(int family, int protocol, network_listener *note) {
  uint8_t packet[2048];
  for (;;) {
    ssize_t length = recv(delivered[family == AF_INET6][protocol], packet, sizeof packet, 0);
    if (length < 0) return;
    note(family == AF_INET ? packet_read(packet, (size_t)length)
                           : payload_read(family, protocol, packet, (size_t)length),
         DELIVERED);
  }
}

static void read_all(network_listener *note) {
  read_wire(note);
  for (int protocol = 0; protocol < 256; protocol++) {
    if (delivered[0][protocol]) read_delivered(AF_INET, protocol, note);
    if (delivered[1][protocol]) read_delivered(AF_INET6, protocol, note);
  }
}

static void frame_header(uint8_t *frame, int type) {
  memcpy(frame, ROUTER_MAC, 6);
  memcpy(frame + 6, NEIGHBOUR_MAC, 6);
  frame[12] = (uint8_t)(type >> 8);
  frame[13] = (uint8_t)type;
}

static struct sockaddr_ll link_address(int interface) {
  return (struct sockaddr_ll){.sll_family = AF_PACKET, .sll_ifindex = at_neighbours[interface]};
}

static void pass_barrier(void) {
  static uint32_t number;
  uint8_t frame[ETH_ZLEN] = {0}, answer[ETH_ZLEN];
  frame_header(frame, BARRIER_TYPE);
  number++;
  memcpy(frame + ETH_HLEN, &number, sizeof number);
  struct sockaddr_ll to = link_address(0);
  must((int)sendto(wire, frame, sizeof frame, 0, (struct sockaddr *)&to, sizeof to), "barrier");
  for (;;) {
    struct pollfd wait = {.fd = barrier, .events = POLLIN};
    if (poll(&wait, 1, BARRIER_SECONDS * 1000) != 1) {
      errno = ETIMEDOUT;
      fail("a barrier is lost");
    }
    ssize_t length = recv(barrier, answer, sizeof answer, 0);
    if (length >= ETH_HLEN + 4 && memcmp(answer + ETH_HLEN, &number, sizeof number) == 0) return;
  }
}

void network_settle(network_listener *note) {
  pass_barrier();
  pass_barrier();
  read_all(note);
}

void network_send(const struct probe *probes, uint32_t first, uint32_t count) {
  static uint8_t frames[NETWORK_BATCH][ETH_HLEN + LONGEST_PACKET];
  struct sockaddr_ll to[NETWORK_BATCH];
  struct iovec parts[NETWORK_BATCH];
  struct mmsghdr messages[NETWORK_BATCH];
  memset(messages, 0, sizeof messages);
  for (uint32_t i = 0; i < count; i++) {
    const struct probe *probe = &probes[first + i];
    frame_header(frames[i], probe->source.family == AF_INET ? ETH_P_IP : ETH_P_IPV6);
    parts[i].iov_base = frames[i];
    parts[i].iov_len = ETH_HLEN + packet_write(probe, first + i, frames[i] + ETH_HLEN);
    to[i] = link_address(probe->from);
    messages[i].msg_hdr = (struct msghdr){
        .msg_name = &to[i], .msg_namelen = sizeof to[i], .msg_iov = &parts[i], .msg_iovlen = 1};
  }
  for (uint32_t sent = 0; sent < count;) {
    sent += (uint32_t)must(sendmmsg(wire, messages + sent, count - sent, 0), "sendmmsg");
  }
}

void network_send_own(const struct probe *probe, uint32_t id) {
  uint8_t packet[LONGEST_PACKET];
  size_t length = packet_write(probe, id, packet);
  if (probe->source.family == AF_INET) {
    struct sockaddr_in to = {.sin_family = AF_INET};
    memcpy(&to.sin_addr, probe->destination.bytes, 4);
    sendto(own[0], packet, length, 0, (struct sockaddr *)&to, sizeof to);
  } else {
    struct sockaddr_in6 to = {.sin6_family = AF_INET6};
    memcpy(&to.sin6_addr, probe->destination.bytes, 16);
    sendto(own[1], packet, length, 0, (struct sockaddr *)&to, sizeof to);
  }
}

static void check_losses(int socket) {
  struct tpacket_stats statistics;
  socklen_t size = sizeof statistics;
  must(getsockopt(socket, SOL_PACKET, PACKET_STATISTICS, &statistics, &size), "statistics");
  if (statistics.tp_drops > 0) {
    errno = ENOBUFS;
    fail("packets are lost");
  }
}

void network_check_losses(void) {
  check_losses(wire);
  check_losses(barrier);
}
