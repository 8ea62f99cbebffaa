package org.labwall.loaded;

/** A field of a packet that sets and maps look at. */
public enum Field {
  /** With {@link Value.Interface}. */
  INCOMING_INTERFACE,
  /** With {@link Value.Interface}. */
  OUTGOING_INTERFACE,
  /** With {@link Value.Addresses}. */
  SOURCE,
  /** With {@link Value.Addresses}. */
  DESTINATION,
  /** With {@link Value.Numbers}. */
  PROTOCOL,
  /** With {@link Value.Numbers}; of a protocol that is matched, or is in the key. */
  SOURCE_PORT,
  /** With {@link Value.Numbers}; likewise. */
  DESTINATION_PORT
}
