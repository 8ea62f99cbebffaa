/*
 * Floods a flow and counts what passes, to find moments in which a filter is open. Each runs until
 * SIGTERM, and prints its count then.
 *
 *   window send ADDRESS PORT     sends UDP datagrams: how many
 *   window count PORT            how many datagrams come
 *   window connect ADDRESS PORT  tries TCP: how many connections were made
 *   window listen PORT           accepts connections: how many
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { AT_ONCE = 64, OPEN = 256 };

static volatile sig_atomic_t ended;

static void stop(int signal) {
  (void)signal;
  ended = 1;
}

static void fail(const char *what) {
  perror(what);
  exit(2);
}

static struct addrinfo *address(const char *host, const char *port, int type) {
  struct addrinfo hints = {.ai_socktype = type, .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV};
  struct addrinfo *found;
  if (host == NULL) {
    hints.ai_flags |= AI_PASSIVE;
    hints.ai_family = AF_INET6;
  }
  if (getaddrinfo(host, port, &hints, &found) != 0) fail("getaddrinfo");
  return found;
}

/* A socket that takes both families at a port. */
static int bound(const char *port, int type) {
  struct addrinfo *here = address(NULL, port, type);
  int no = 0;
  int yes = 1;
  int fd = socket(AF_INET6, type, 0);
  if (fd < 0) fail("socket");
  if (setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no) != 0) fail("setsockopt");
  if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0) fail("setsockopt");
  if (bind(fd, here->ai_addr, here->ai_addrlen) != 0) fail("bind");
  return fd;
}

/* Waits for input; the end of the program is noticed soon. */
static int readable(int fd) {
  struct pollfd one = {.fd = fd, .events = POLLIN};
  while (!ended)
    if (poll(&one, 1, 50) > 0) return 1;
  return 0;
}

static long send_all(struct addrinfo *to) {
  char data[] = "window";
  struct iovec part = {data, sizeof data};
  struct mmsghdr some[AT_ONCE];
  memset(some, 0, sizeof some);
  for (int i = 0; i < AT_ONCE; i++) {
    some[i].msg_hdr.msg_iov = &part;
    some[i].msg_hdr.msg_iovlen = 1;
  }
  long sent = 0;
  int fd = socket(to->ai_family, SOCK_DGRAM, 0);
  if (fd < 0 || connect(fd, to->ai_addr, to->ai_addrlen) != 0) fail("connect");
  while (!ended) {
    int these = sendmmsg(fd, some, AT_ONCE, 0);
    if (these > 0) sent += these;
  }
  return sent;
}

static long count_all(int fd) {
  char data[64];
  long count = 0;
  while (readable(fd))
    if (recv(fd, data, sizeof data, 0) >= 0) count++;
  return count;
}

static long connect_all(struct addrinfo *to) {
  struct pollfd tries[OPEN];
  long made = 0;
  for (int i = 0; i < OPEN; i++) tries[i].fd = -1;
  for (int i = 0; !ended; i = (i + 1) % OPEN) {
    if (tries[i].fd >= 0) {
      tries[i].events = POLLOUT;
      int error = 1;
      socklen_t size = sizeof error;
      if (poll(&tries[i], 1, 0) > 0 &&
          getsockopt(tries[i].fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0)
        made++;
      close(tries[i].fd);
    }
    tries[i].fd = socket(to->ai_family, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (tries[i].fd < 0) fail("socket");
    /* Refusals count as nothing; a reset at the end leaves no port in use. */
    struct linger at_once = {1, 0};
    setsockopt(tries[i].fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    if (connect(tries[i].fd, to->ai_addr, to->ai_addrlen) == 0) made++;
    if (i == OPEN - 1) usleep(2000);
  }
  return made;
}

static long accept_all(int fd) {
  long count = 0;
  if (listen(fd, 4096) != 0) fail("listen");
  while (readable(fd)) {
    int one = accept(fd, NULL, NULL);
    if (one >= 0) {
      count++;
      close(one);
    }
  }
  return count;
}

int main(int argc, char **argv) {
  long count;
  if (argc < 3) {
    fprintf(stderr, "usage: window send|connect ADDRESS PORT | count|listen PORT\n");
    return 2;
  }
  signal(SIGTERM, stop);
  if (strcmp(argv[1], "send") == 0) {
    count = send_all(address(argv[2], argv[3], SOCK_DGRAM));
  } else if (strcmp(argv[1], "connect") == 0) {
    count = connect_all(address(argv[2], argv[3], SOCK_STREAM));
  } else if (strcmp(argv[1], "count") == 0) {
    count = count_all(bound(argv[2], SOCK_DGRAM));
  } else {
    count = accept_all(bound(argv[2], SOCK_STREAM));
  }
  printf("%ld\n", count);
  return 0;
}
