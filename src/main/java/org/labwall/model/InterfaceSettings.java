package org.labwall.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What ifupdown is told of an interface besides its addresses.
 *
 * @param mtu the MTU in bytes
 * @param metric the metric of the default route
 * @param mac the hardware address, six pairs of hexadecimal digits
 * @param proxyArp whether the interface answers ARP for what lies behind the router
 * @param advertised whether its IPv6 prefix is announced to the stations
 * @param options options of interfaces(5) as written, such as {@code bond-mode active-backup}
 */
public record InterfaceSettings(
    OptionalInt mtu,
    OptionalInt metric,
    Optional<String> mac,
    boolean proxyArp,
    boolean advertised,
    List<Option> options) {

  /** Nothing said. */
  public static final InterfaceSettings NONE =
      new InterfaceSettings(
          OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), false, false, List.of());

  public InterfaceSettings {
    options = List.copyOf(options);
  }

  /**
   * One option of interfaces(5).
   *
   * @param name such as {@code bond-slaves}
   * @param value its value, words separated by spaces
   */
  public record Option(String name, String value) {}
}
