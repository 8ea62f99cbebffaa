package org.labwall.project;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.model.Cluster;
import org.labwall.model.Role;
import org.labwall.model.Rule;
import org.labwall.model.Site;
import org.labwall.model.Translations;
import org.labwall.model.VirtualRouter;

/**
 * One machine of a site.
 *
 * @param site the site
 * @param cluster the cluster that the machine is of
 * @param role which of its machines it is
 * @param interfaces its interfaces, each trunk before the VLANs on it
 */
public record Node(Site site, Cluster cluster, Role role, List<NodeInterface> interfaces) {

  public Node {
    interfaces = List.copyOf(interfaces);
  }

  /** Its VRRP configuration. */
  public Optional<VirtualRouter> virtualRouter() {
    return cluster.virtualRouter();
  }

  /** The rules that speak of it, in their order. */
  public List<Rule> policy() {
    return cluster.policy().stream().filter(rule -> rule.appliesTo(role)).toList();
  }

  /** What is claimed of its packets, as rules of the same words. */
  public List<Rule> expectations() {
    return cluster.expectations().stream().filter(rule -> rule.appliesTo(role)).toList();
  }

  /** The translations that it does. */
  public Translations translations() {
    return cluster.translations().isEmpty()
        ? Translations.NONE
        : cluster.translations().keep(it -> it.terms().appliesTo(role));
  }

  /** Whether it stands in a network of this family. */
  public boolean has(Family family) {
    return interfaces.stream()
        .anyMatch(it -> it.address(family).isPresent() || (it.dhcp() && family == Family.IPV4));
  }

  /** Whether packets pass through it from one interface to another. */
  public boolean routes() {
    return cluster.routes()
        && interfaces.stream().filter(it -> it.network().isPresent()).count() > 1;
  }
}
