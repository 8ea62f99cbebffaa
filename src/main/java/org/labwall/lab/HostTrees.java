package org.labwall.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Router;
import org.labwall.model.Host;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.model.Vpn;

/**
 * The trees of {@code HOST}s that serve: what the compiler wrote for them, over what Debian's
 * packages bring, and what they need to be there.
 */
final class HostTrees {
  private static final String RADIUS = "radius/";
  private static final String FREERADIUS = "etc/freeradius/3.0/";

  private final Site site;
  private final Surroundings surroundings;

  private HostTrees(Site site, LabPlan plan) {
    this.site = site;
    this.surroundings = new Surroundings(site, plan.routers());
  }

  /** Whether a host says by RADIUS who may join a VPN. */
  static boolean serves(Site site, Host host) {
    return site.clusters().stream()
        .flatMap(it -> it.vpn().stream())
        .flatMap(it -> it.radius().stream())
        .map(Vpn.Radius::server)
        .anyMatch(host.addresses()::contains);
  }

  /** A tree with those of the hosts that a plan has among its routers. */
  static OutputTree into(OutputTree tree, Site site, LabPlan plan) {
    HostTrees hosts = new HostTrees(site, plan);
    List<OutputFile> files = new ArrayList<>(tree.files().values());
    for (Host host : site.hosts()) {
      if (serves(site, host)) {
        plan.router(host.name()).ifPresent(it -> files.addAll(hosts.files(host, it, tree)));
      }
    }
    return OutputTree.of(files);
  }

  private List<OutputFile> files(Host host, Router machine, OutputTree tree) {
    List<OutputFile> files = new ArrayList<>(tree.below(RADIUS + host.name()));
    // The lines that a newcomer adds to Debian's own files.
    files.add(new OutputFile(FREERADIUS + "clients.conf", "$INCLUDE labwall/clients.conf\n"));
    files.add(
        new OutputFile(
            FREERADIUS + "mods-config/files/authorize", "$INCLUDE ../../labwall/authorize\n"));
    files.add(new OutputFile("etc/network/interfaces", interfaces(host, machine)));
    return files.stream().map(it -> it.in(machine.name())).toList();
  }

  private String interfaces(Host host, Router machine) {
    StringBuilder text = new StringBuilder("auto lo\niface lo inet loopback\n");
    boolean gateways = true;
    for (Port port : machine.ports()) {
      text.append("auto ").append(port.name()).append('\n');
      Network network =
          site.networks().stream()
              .filter(it -> port.network().filter(it.name()::equals).isPresent())
              .findFirst()
              .orElseThrow();
      for (Family family : Family.values()) {
        Optional<Prefix> prefix = surroundings.prefix(network, family);
        for (Address address : host.addresses()) {
          if (prefix.filter(it -> it.contains(address)).isPresent()) {
            text.append("iface %s %s static\n".formatted(port.name(), word(family)));
            text.append("    address %s/%d\n".formatted(address, prefix.get().length()));
            if (gateways) {
              surroundings
                  .nextHop(network, family)
                  .ifPresent(it -> text.append("    gateway ").append(it).append('\n'));
            }
          }
        }
      }
      gateways = false;
    }
    return text.toString();
  }

  private static String word(Family family) {
    return family == Family.IPV4 ? "inet" : "inet6";
  }
}
