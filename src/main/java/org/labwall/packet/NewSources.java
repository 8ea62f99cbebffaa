package org.labwall.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Leg;
import org.labwall.model.Translation.NewSource;
import org.labwall.model.Translation.OfSource;
import org.labwall.model.Translation.Written;
import org.labwall.project.Node;

/** The sources that packets have when they leave a machine which holds its virtual addresses. */
final class NewSources {
  private final Node node;
  private final Map<String, Address> leases;

  NewSources(Node node, Map<String, Address> leases) {
    this.node = node;
    this.leases = leases;
  }

  /** The addresses that the machine has by a leg, in their order; the virtual one is the last. */
  List<Address> addresses(Leg leg, Family family) {
    List<Address> addresses = new ArrayList<>();
    leg.stand(family).ifPresent(stand -> addresses.addAll(stand.of(node.role())));
    Address lease = leases.get(leg.interfaceName());
    if (lease != null && lease.family() == family) {
      addresses.add(lease);
    }
    return addresses;
  }

  /** A packet, with its inside destination, as it leaves; {@code areas} are those of its family. */
  Datagram leaving(Datagram packet, boolean forwarded, String exit, RuleAreas areas) {
    Leg out = leg(exit);
    boolean ofLink = packet.family() == Family.IPV6 && packet.source().isLinkLocal();
    if (packet.isOwn() && ofLink) {
      return packet;
    }
    for (OfSource translation : node.translations().sources()) {
      Optional<Address> source = source(translation.as(), out, packet.family());
      if (source.isPresent()
          && translation.leavesBy(out, packet.family())
          && areas.areSourcesOf(translation.from(), packet)) {
        return packet.from(source.get());
      }
    }
    boolean back = forwarded && areas.belongs(packet.source(), Optional.of(exit));
    List<Address> own = addresses(out, packet.family());
    return back && !own.isEmpty() ? packet.from(own.getLast()) : packet;
  }

  private Leg leg(String interfaceName) {
    return node.cluster().legs().stream()
        .filter(it -> it.interfaceName().equals(interfaceName))
        .findFirst()
        .orElseThrow();
  }

  private Optional<Address> source(NewSource as, Leg out, Family family) {
    return switch (as) {
      case NewSource.Own() -> addresses(out, family).stream().findFirst();
      case NewSource.Virtual(var span) ->
          out.stand(family).flatMap(Leg.Stand::virtual).map(Leg.Virtual::address);
      case NewSource.Fixed(var all) ->
          all.stream().map(Written::address).filter(it -> it.family() == family).findFirst();
    };
  }
}
