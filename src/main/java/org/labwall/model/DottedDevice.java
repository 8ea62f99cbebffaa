package org.labwall.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device whose name says that it is a VLAN of another: ifupdown makes {@code eth1.57} as VLAN 57
 * of {@code eth1}, see vlan-interfaces(5).
 *
 * @param trunk the device that carries it
 * @param id the VLAN id, 1 to 4094
 */
public record DottedDevice(String trunk, int id) {
  private static final Pattern NAME = Pattern.compile("(.+)\\.0*([1-9][0-9]{0,3})");
  private static final int HIGHEST = 4094;

  /** The VLAN that a name means; nothing where it means a device. */
  public static Optional<DottedDevice> of(String name) {
    Matcher dotted = NAME.matcher(name);
    return dotted.matches() && Integer.parseInt(dotted.group(2)) <= HIGHEST
        ? Optional.of(new DottedDevice(dotted.group(1), Integer.parseInt(dotted.group(2))))
        : Optional.empty();
  }
}
