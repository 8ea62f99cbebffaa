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
  TCP_FLAGS,
  ICMP_TYPE,
  ICMP_CODE,
  CONNECTION,
  CONNECTION_STATUS,
  ORIGINAL_DESTINATION,
  ORIGINAL_PORT,
  SOURCE_TYPE,
  DESTINATION_TYPE,
  DESTINATION_TYPE_HERE,
  HELPER,
  HOP_LIMIT,
  /** Several fields, which a set has values of. */
  MEMBER
}
