package org.labwall.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.labwall.address.Address;
import org.labwall.backend.OutputTree;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Role;
import org.labwall.model.Site;

/**
 * The files that the machines of a lab run on.
 *
 * @param tree the compiled ones, and those of the hosts that serve
 * @param keys the keys that VPN servers need
 * @param names where VPN servers are for whoever is outside, as lines of hosts(5)
 */
public record LabFiles(OutputTree tree, LabKeys keys, String names) {

  /**
   * The files for the lab of a site.
   *
   * @param pki the directory of the VPN servers' keys; without one the lab makes its own
   */
  public static LabFiles of(Site site, LabPlan plan, OutputTree tree, Optional<Path> pki) {
    return new LabFiles(HostTrees.into(tree, site, plan), LabKeys.of(site, pki), names(site));
  }

  /** Compiled files alone, of machines that need no others. */
  public static LabFiles of(OutputTree tree) {
    return new LabFiles(tree, new LabKeys(List.of(), List.of(), Optional.empty()), "");
  }

  /** All files. */
  OutputTree withKeys(Path own) throws IOException {
    return keys.into(tree, own);
  }

  private static String names(Site site) {
    return site.clusters().stream()
        .filter(it -> it.vpn().filter(vpn -> !vpn.daemons().isEmpty()).isPresent())
        .flatMap(cluster -> cluster.roles().stream().flatMap(it -> names(cluster, it).stream()))
        .collect(Collectors.collectingAndThen(Collectors.joining(), LabFiles::withLoopback));
  }

  private static String withLoopback(String names) {
    return names.isEmpty() ? "" : "127.0.0.1 localhost\n::1 localhost\n" + names;
  }

  private static List<String> names(Cluster cluster, Role role) {
    return cluster.vpn().orElseThrow().outside().stream()
        .flatMap(leg -> addresses(leg, role).stream())
        .map(it -> it + " " + role.hostName() + "\n")
        .toList();
  }

  private static List<Address> addresses(Leg leg, Role role) {
    return List.of(leg.ipv4(), leg.ipv6()).stream()
        .flatMap(Optional::stream)
        .map(it -> it.real().get(role.index()))
        .toList();
  }
}
