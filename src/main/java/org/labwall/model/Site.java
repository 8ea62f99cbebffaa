package org.labwall.model;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.source.SourceFile;

/**
 * Everything that a source says, for all of its roles at once.
 *
 * @param source the main source
 * @param networks the networks, in the order of the source
 * @param hosts the machines that it names
 * @param users who may join its VPNs
 * @param vocabulary what its names stand for
 * @param clusters the machines, by the statements that they share; at least one
 */
public record Site(
    SourceFile source,
    List<Network> networks,
    List<Host> hosts,
    List<VpnUser> users,
    Vocabulary vocabulary,
    List<Cluster> clusters) {

  public Site {
    networks = List.copyOf(networks);
    hosts = List.copyOf(hosts);
    users = List.copyOf(users);
    clusters = List.copyOf(clusters);
  }

  /** The same with other machines. */
  public Site with(List<Cluster> others) {
    return new Site(source, networks, hosts, users, vocabulary, others);
  }

  /** The machines that serve the VPN of a network, if any do. */
  public Optional<Cluster> servers(Network network) {
    return clusters.stream().filter(it -> it.daemon(network).isPresent()).findFirst();
  }

  /** The networks of VPNs alone, which lie behind the servers of these. */
  public Set<Network> tunnels() {
    Set<Network> tunnels = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Cluster cluster : clusters) {
      for (Leg leg : cluster.legs()) {
        if (leg.link() instanceof Link.Tunnel) {
          tunnels.add(leg.network());
        }
      }
    }
    return tunnels;
  }

  /** All roles, in the order of the source. */
  public List<Role> roles() {
    return clusters.stream().flatMap(cluster -> cluster.roles().stream()).toList();
  }
}
