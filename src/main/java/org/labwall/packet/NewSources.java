package org.labwall.packet;

import java.util.List;
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
  private final Routes routes;

  NewSources(Node node, Routes routes) {
    this.node = node;
    this.routes = routes;
  }

  /** A packet, with its inside destination, as it leaves; {@code areas} are those of its family. */
  Datagram leaving(Datagram packet, boolean forwarded, String exit, RuleAreas areas) {
    Optional<Address> source =
        translation(packet, exit, areas).flatMap(it -> source(it, leg(exit), packet.family()));
    if (source.isPresent()) {
      return packet.from(source.get());
    }
    boolean back = forwarded && areas.belongs(packet.source(), Optional.of(exit));
    List<Address> own = routes.at(leg(exit), packet.family());
    return back && !own.isEmpty() && !isOfLink(packet) ? packet.from(own.getLast()) : packet;
  }

  /** The translation that gives a packet, with its inside destination, another source. */
  Optional<OfSource> translation(Datagram packet, String exit, RuleAreas areas) {
    Leg out = leg(exit);
    return isOfLink(packet)
        ? Optional.empty()
        : node.translations().sources().stream()
            .filter(it -> it.leavesBy(out, packet.family()))
            .filter(it -> source(it, out, packet.family()).isPresent())
            .filter(it -> areas.areSourcesOf(it.from(), packet))
            .findFirst();
  }

  /** Whether the machine sends a packet from an address that is valid on its link only. */
  private static boolean isOfLink(Datagram packet) {
    return packet.isOwn() && packet.family() == Family.IPV6 && packet.source().isLinkLocal();
  }

  private Leg leg(String interfaceName) {
    return node.cluster().legs().stream()
        .filter(it -> it.interfaceName().equals(interfaceName))
        .findFirst()
        .orElseThrow();
  }

  private Optional<Address> source(OfSource translation, Leg out, Family family) {
    return switch (translation.as()) {
      case NewSource.Own() -> routes.at(out, family).stream().findFirst();
      case NewSource.Virtual(var span) ->
          out.stand(family).flatMap(Leg.Stand::virtual).map(Leg.Virtual::address);
      case NewSource.Fixed(var all) ->
          all.stream().map(Written::address).filter(it -> it.family() == family).findFirst();
    };
  }
}
