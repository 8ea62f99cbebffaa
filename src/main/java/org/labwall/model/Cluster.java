package org.labwall.model;

import java.util.List;
import java.util.Optional;

/**
 * Machines that share statements and differ in their role only: a pair of routers, the VPN servers.
 *
 * @param roles the machines, at least one, in the order of every address chain
 * @param devices devices without addresses, each before the VLANs that it carries
 * @param legs where the machines stand
 * @param virtualRouter their VRRP configuration, where the source starts it
 * @param logging how packets are logged
 * @param policy the rules, in the order in which the first match decides
 * @param expectations what is claimed of all packets that rules of the same words would mean
 * @param translations what changes addresses
 * @param vpn the VPNs that they serve or join
 */
public record Cluster(
    List<Role> roles,
    List<Device> devices,
    List<Leg> legs,
    Optional<VirtualRouter> virtualRouter,
    Logging logging,
    List<Rule> policy,
    List<Rule> expectations,
    Translations translations,
    Optional<Vpn> vpn) {

  public Cluster {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("a cluster without roles");
    }
    roles = List.copyOf(roles);
    devices = List.copyOf(devices);
    legs = List.copyOf(legs);
    policy = List.copyOf(policy);
    expectations = List.copyOf(expectations);
  }

  /**
   * Whether packets may pass through the machines. Those that only bridge clients of VPNs into
   * networks of others are no routers, however many networks they stand in.
   */
  public boolean routes() {
    boolean bridges = legs.stream().anyMatch(leg -> leg.link() instanceof Link.Bridge);
    return !bridges
        || legs.stream().anyMatch(leg -> leg.link() instanceof Link.Tunnel || leg.declares());
  }

  /** The daemon that makes clients stations of a network. */
  public Optional<Vpn.Daemon> daemon(Network network) {
    return vpn.stream()
        .flatMap(it -> it.daemons().stream())
        .filter(it -> it.leg().network() == network)
        .findFirst();
  }

  /** The same machines with other rules and translations. */
  public Cluster with(List<Rule> otherPolicy, Translations otherTranslations) {
    return new Cluster(
        roles,
        devices,
        legs,
        virtualRouter,
        logging,
        otherPolicy,
        expectations,
        otherTranslations,
        vpn);
  }
}
