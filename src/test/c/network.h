/* A router and all its neighbours: two network namespaces that are gone with this process. */
#ifndef NETWORK_H
#define NETWORK_H

#include "packet.h"

/* How many packets may be on their way at once: far below net.core.netdev_max_backlog. */
enum { NETWORK_BATCH = 128 };

/*
 * Makes the namespaces, lets sh(1) run the script in the router's, and opens what it takes to send
 * and to hear of the probes. The neighbours' namespace is where this process then is.
 */
void network_open(const char *script, char **interfaces, int count, const struct probe *probes,
                  uint32_t probe_count);

/* Sends probes from the neighbours, at most NETWORK_BATCH. */
void network_send(const struct probe *probes, uint32_t first, uint32_t count);

/* Sends a probe of the router's own. Whether it left is seen by where it arrives. */
void network_send_own(const struct probe *probe, uint32_t id);

/* Is told what was seen, and whether at the neighbours (FORWARDED) or at the router (DELIVERED). */
typedef void network_listener(struct sighting seen, enum outcome met);

/* Comes back when all that was sent is decided and all that came of it is heard. */
void network_settle(network_listener *listener);

/* Ends this process where a packet was lost: it would look as if the filter had dropped it. */
void network_check_losses(void);

#endif
