package org.labwall.differential;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Leg;
import org.labwall.model.Translation;
import org.labwall.model.Translation.NewSource;
import org.labwall.model.Translation.OfDestination;
import org.labwall.model.Translation.OfSource;
import org.labwall.model.Translation.Place;

/**
 * Says what becomes of the addresses of a packet that opens a connection: section 7 of the
 * language, read aloud.
 */
final class Translator {
  private final Router router;
  private final Whereabouts whereabouts;
  private final Meaning meaning;
  private final LocalDate date;

  Translator(Router router, LocalDate date) {
    this.router = router;
    this.whereabouts = new Whereabouts(router);
    this.meaning = new Meaning(router, whereabouts);
    this.date = date;
  }

  /** The first forward that is for a packet; only connections of others are forwarded. */
  Optional<OfDestination> forward(Packet packet) {
    if (packet.isOwn() || !packet.isTracked() || router.cluster().legs().size() < 2) {
      return Optional.empty();
    }
    return router.cluster().translations().forwards().stream()
        .filter(this::holds)
        .filter(it -> it.target().address(packet.family()).isPresent())
        .filter(it -> Meaning.isService(it.services(), packet))
        .filter(it -> it.on().stream().anyMatch(place -> isOn(place, packet)))
        .findFirst();
  }

  private boolean isOn(Place place, Packet packet) {
    Address address = packet.destination();
    return switch (place) {
      case Place.At(Address at, var span) -> at.equals(address) && !isAnothers(address);
      case Place.OnNetwork(var network, var span) ->
          router.cluster().legs().stream()
              .filter(leg -> leg.network().name().equals(network.name()))
              .anyMatch(leg -> isOn(leg, packet));
    };
  }

  private boolean isOn(Leg leg, Packet packet) {
    Address address = packet.destination();
    if (leg.dhcp() && packet.family() == Family.IPV4) {
      // Of two leased addresses nobody knows, inside, which is which.
      boolean told =
          router.cluster().legs().stream().filter(Leg::dhcp).count() == 1
              || packet.from().equals(Optional.of(leg.interfaceName()));
      return told && router.legs().contains(leg) && router.lease(leg).equals(address);
    }
    return addresses(leg, packet.family()).contains(address);
  }

  /** The addresses that the role has by a leg, in their order; the virtual one is the last. */
  private List<Address> addresses(Leg leg, Family family) {
    List<Address> addresses = new ArrayList<>();
    leg.stand(family)
        .ifPresent(
            stand -> {
              addresses.add(stand.real().get(router.role().index()));
              stand.virtual().ifPresent(it -> addresses.add(it.address()));
            });
    if (leg.dhcp() && family == Family.IPV4) {
      addresses.add(router.lease(leg));
    }
    return addresses;
  }

  private boolean isAnothers(Address address) {
    List<Leg> holding =
        router.cluster().legs().stream()
            .filter(
                leg ->
                    leg.stand(address.family())
                        .filter(it -> it.real().contains(address))
                        .isPresent())
            .toList();
    return !holding.isEmpty()
        && holding.stream().noneMatch(leg -> addresses(leg, address.family()).contains(address));
  }

  /** The packet as its forward leaves it. */
  static Packet forwarded(Packet packet, OfDestination forward) {
    Address target = forward.target().address(packet.family()).orElseThrow();
    return packet.to(target, forward.target().port().orElse(packet.second()));
  }

  /** The packet as it leaves by {@code out}, by which it is not dropped. */
  Packet leaving(Packet packet, boolean forwarded, Leg out) {
    if (!packet.isTracked() || (packet.isOwn() && isOfLink(packet))) {
      return packet;
    }
    for (OfSource translation : router.cluster().translations().sources()) {
      Optional<Address> source = source(translation.as(), out, packet.family());
      if (holds(translation)
          && translation.leavesBy(out, packet.family())
          && source.isPresent()
          && means(translation, packet)) {
        return packet.from(source.get());
      }
    }
    boolean back = forwarded && whereabouts.homes(packet.source()).contains(out);
    List<Address> own = addresses(out, packet.family());
    return back && !own.isEmpty() ? packet.from(own.getLast()) : packet;
  }

  private static boolean isOfLink(Packet packet) {
    boolean six = packet.family() == Family.IPV6;
    return packet.destination().isMulticast() || (six && packet.source().isLinkLocal());
  }

  private Optional<Address> source(NewSource as, Leg out, Family family) {
    return switch (as) {
      case NewSource.Own own -> addresses(out, family).stream().findFirst();
      case NewSource.Virtual virtual ->
          out.stand(family).flatMap(Leg.Stand::virtual).map(Leg.Virtual::address);
      case NewSource.Fixed(var all) ->
          all.stream()
              .map(Translation.Written::address)
              .filter(it -> it.family() == family)
              .findFirst();
    };
  }

  /**
   * What leaves does not tell by which interface it came: its source tells. So does one of the
   * link, which belongs behind the ways out where it is routed.
   */
  private boolean means(OfSource translation, Packet packet) {
    return packet.isOwn()
        ? meaning.is(translation.from(), packet.source(), Optional.empty())
        : whereabouts.homes(packet.source()).stream()
            .anyMatch(leg -> meaning.is(translation.from(), packet.source(), Optional.of(leg)));
  }

  private boolean holds(Translation translation) {
    Translation.Terms terms = translation.terms();
    boolean expired = terms.expires().isPresent() && date.isAfter(terms.expires().get());
    return !expired && (terms.only().isEmpty() || terms.only().contains(router.role()));
  }

  /** The packet as it leaves if nothing drops it. */
  Packet translated(Packet packet) {
    Optional<OfDestination> forward = forward(packet);
    Packet forwarded = forward.map(it -> forwarded(packet, it)).orElse(packet);
    boolean here = router.addresses().contains(forwarded.destination());
    return here || !forwarded.isToOne()
        ? forwarded
        : whereabouts
            .route(forwarded.destination())
            .map(out -> leaving(forwarded, forward.isPresent(), out))
            .orElse(forwarded);
  }
}
