/*
 * Sends packets through a filter in the kernel and says what became of each.
 *
 *   probe SCRIPT INTERFACE... < packets > verdicts
 *
 * SCRIPT, run in the router's network namespace, finds the process id of one in the neighbours' in
 * $NEIGHBOURS; it makes a veth link for each INTERFACE, of that name at both ends. The router's end
 * has the address 02:00:00:00:00:01 and no ARP, so that every address is known there.
 *
 * A packet is a line: INTERFACE SOURCE DESTINATION PROTOCOL FIRST SECOND HOPS, where INTERFACE is
 * `-` for a packet of the router itself, and FIRST and SECOND are the ports, or type and code.
 * Its verdict is a line: `forwarded INTERFACE SOURCE DESTINATION PORT` as it left, `delivered` (the
 * router itself got it), `reset`, `unreachable TYPE/CODE` or `nothing`.
 */
#include "network.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static char **interfaces;
static int interface_count;

static struct probe *probes;
static uint32_t probe_count;

static void note(struct sighting seen, enum outcome met) {
  if (seen.outcome == NOTHING || seen.id >= probe_count) return;
  struct probe *probe = &probes[seen.id];
  enum outcome outcome = seen.outcome == FORWARDED ? met : seen.outcome;
  /* Who got a packet may answer it, by an echo too; that is no verdict of the filter. */
  if (outcome > probe->outcome) {
    probe->outcome = outcome;
    probe->detail = seen.detail;
    probe->seen = seen.ends;
  }
}

static void send_all(void) {
  for (uint32_t first = 0; first < probe_count;) {
    int ours = probes[first].from == OWN;
    uint32_t count = 1;
    while (count < NETWORK_BATCH && first + count < probe_count &&
           (probes[first + count].from == OWN) == ours) {
      count++;
    }
    if (ours) {
      for (uint32_t i = 0; i < count; i++) network_send_own(&probes[first + i], first + i);
    } else {
      network_send(probes, first, count);
    }
    network_settle(note);
    first += count;
  }
}

static struct address read_address(const char *text) {
  struct address address = {.family = strchr(text, ':') ? AF_INET6 : AF_INET};
  if (inet_pton(address.family, text, address.bytes) != 1) {
    fprintf(stderr, "probe: no address: %s\n", text);
    exit(1);
  }
  return address;
}

static int read_interface(const char *name) {
  for (int i = 0; i < interface_count; i++) {
    if (strcmp(interfaces[i], name) == 0) return i;
  }
  if (strcmp(name, "-") == 0) return OWN;
  fprintf(stderr, "probe: no interface: %s\n", name);
  exit(1);
}

static void read_probes(void) {
  char from[32], source[64], destination[64];
  struct probe probe = {.outcome = NOTHING};
  uint32_t room = 0;
  while (scanf("%31s %63s %63s %d %d %d %d", from, source, destination, &probe.protocol,
               &probe.first, &probe.second, &probe.hops) == 7) {
    probe.from = read_interface(from);
    probe.source = read_address(source);
    probe.destination = read_address(destination);
    if (probe_count == room) {
      room = room ? room * 2 : 4096;
      probes = realloc(probes, room * sizeof *probes);
      if (probes == NULL) {
        perror("probe");
        exit(1);
      }
    }
    probes[probe_count++] = probe;
  }
}

static void write_forwarded(const struct probe *probe) {
  const struct ends *seen = &probe->seen;
  char source[64], destination[64];
  inet_ntop(seen->source.family, seen->source.bytes, source, sizeof source);
  inet_ntop(seen->destination.family, seen->destination.bytes, destination, sizeof destination);
  printf("forwarded %s %s %s %d\n", interfaces[probe->detail], source, destination, seen->port);
}

static void write_verdicts(void) {
  for (uint32_t i = 0; i < probe_count; i++) {
    const struct probe *probe = &probes[i];
    switch (probe->outcome) {
      case NOTHING: puts("nothing"); break;
      case RESET: puts("reset"); break;
      case UNREACHABLE: printf("unreachable %d/%d\n", probe->detail >> 8, probe->detail & 255); break;
      case DELIVERED: puts("delivered"); break;
      case FORWARDED: write_forwarded(probe); break;
    }
  }
}

int main(int count, char **words) {
  if (count < 3) {
    fputs("usage: probe SCRIPT INTERFACE... < packets > verdicts\n", stderr);
    return 2;
  }
  interfaces = words + 2;
  interface_count = count - 2;
  read_probes();
  network_open(words[1], interfaces, interface_count, probes, probe_count);
  network_settle(note);
  send_all();
  network_check_losses();
  write_verdicts();
  return 0;
}
