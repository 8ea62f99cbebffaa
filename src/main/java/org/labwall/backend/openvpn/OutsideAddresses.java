package org.labwall.backend.openvpn;

import java.util.Arrays;
import java.util.List;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Role;
import org.labwall.model.Vpn;

/** The addresses at which clients find a machine. */
final class OutsideAddresses {
  private OutsideAddresses() {}

  /** Those that the source tells, of IPv4 first. */
  static List<Address> of(Vpn vpn, Role role) {
    return Arrays.stream(Family.values())
        .flatMap(family -> vpn.outside().stream().flatMap(leg -> leg.stand(family).stream()))
        .map(stand -> stand.real().get(role.index()))
        .toList();
  }
}
