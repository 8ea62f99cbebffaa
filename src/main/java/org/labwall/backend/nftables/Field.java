package org.labwall.backend.nftables;

/** What of a packet a condition looks at. */
enum Field {
  INCOMING_INTERFACE,
  OUTGOING_INTERFACE,
  SOURCE,
  DESTINATION,
  PROTOCOL,
  SOURCE_PORT,
  DESTINATION_PORT,
  ICMP_TYPE,
  ICMP_CODE,
  CONNECTION,
  HOP_LIMIT
}
