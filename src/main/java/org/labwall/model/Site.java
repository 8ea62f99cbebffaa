package org.labwall.model;

import java.util.List;
import org.labwall.source.SourceFile;

/**
 * Everything that a source says, for all of its roles at once.
 *
 * @param source the main source
 * @param networks the networks, in the order of the source
 * @param hosts the machines that it names
 * @param clusters the machines, by the statements that they share; at least one
 */
public record Site(
    SourceFile source, List<Network> networks, List<Host> hosts, List<Cluster> clusters) {

  public Site {
    networks = List.copyOf(networks);
    hosts = List.copyOf(hosts);
    clusters = List.copyOf(clusters);
  }

  /** All roles, in the order of the source. */
  public List<Role> roles() {
    return clusters.stream().flatMap(cluster -> cluster.roles().stream()).toList();
  }
}
