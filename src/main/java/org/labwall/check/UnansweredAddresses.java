package org.labwall.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Role;
import org.labwall.model.Site;
import org.labwall.model.Translation;
import org.labwall.model.Translation.NewSource;
import org.labwall.model.Translation.Place;
import org.labwall.source.Span;

/**
 * The provider's router asks the network that it shares with the roles for the addresses of that
 * network: so those that a translation names are better held by the roles. Addresses elsewhere are
 * routed to them, or those of machines inside.
 */
final class UnansweredAddresses implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Translation translation : cluster.translations().all()) {
        mutes(translation, cluster, diagnostics);
        for (Translation.Written it : named(translation)) {
          cluster.legs().stream()
              .filter(leg -> isIn(it.address(), leg))
              .findFirst()
              .ifPresent(leg -> check(it, leg, translation, cluster, diagnostics));
        }
      }
    }
  }

  /** A router that does not hold the virtual address would send its own packets in its name. */
  private static void mutes(Translation translation, Cluster cluster, Diagnostics diagnostics) {
    if (translation instanceof Translation.OfSource it
        && it.as() instanceof NewSource.Virtual virtual
        && cluster.roles().size() > 1
        && it.from().stream().anyMatch(Endpoint.Self.class::isInstance)) {
      diagnostics.add(
          Diagnostic.at(
                  virtual.span(),
                  Code.UNANSWERED_ADDRESS,
                  "Only the master holds the virtual address, so a backup gets no answers.")
              .hint("Leave `self` out: each router then uses its own address."));
    }
  }

  private static List<Translation.Written> named(Translation translation) {
    List<Translation.Written> named = new ArrayList<>();
    switch (translation) {
      case Translation.OfSource it -> {
        if (it.as() instanceof NewSource.Fixed(var addresses)) {
          named.addAll(addresses);
        }
      }
      case Translation.OfDestination it -> {
        for (Place place : it.on()) {
          if (place instanceof Place.At(Address address, Span span)) {
            named.add(new Translation.Written(address, span));
          }
        }
      }
    }
    return named;
  }

  private static boolean isIn(Address address, Leg leg) {
    return leg.wayOut(address.family())
        && leg.network().prefix(address.family()).filter(it -> it.contains(address)).isPresent();
  }

  private static void check(
      Translation.Written named,
      Leg leg,
      Translation translation,
      Cluster cluster,
      Diagnostics diagnostics) {
    Address address = named.address();
    Optional<Leg.Stand> stand = leg.stand(address.family());
    int holder = stand.map(it -> it.real().indexOf(address)).orElse(-1);
    boolean virtual =
        stand.flatMap(Leg.Stand::virtual).filter(it -> it.address().equals(address)).isPresent();
    if (holder < 0 && !virtual) {
      diagnostics.add(
          Diagnostic.at(
                  named.span(),
                  Code.UNANSWERED_ADDRESS,
                  "`" + address + "` is no address of these roles.")
              .hint(
                  "Nobody answers for it on `"
                      + leg.network().name()
                      + "`, unless its interface gets it from elsewhere."));
    } else if (holder >= 0 && !virtual && translation instanceof Translation.OfSource) {
      checkHolder(named, cluster.roles().get(holder), stand.get(), translation, diagnostics);
    }
  }

  /** Answers to what another role translated would go to the holder of the address. */
  private static void checkHolder(
      Translation.Written named,
      Role holder,
      Leg.Stand stand,
      Translation translation,
      Diagnostics diagnostics) {
    boolean shared = stand.real().stream().distinct().count() < stand.real().size();
    boolean others =
        translation.terms().only().isEmpty()
            ? stand.real().size() > 1
            : !translation.terms().only().equals(List.of(holder));
    if (others && !shared) {
      diagnostics.add(
          Diagnostic.at(
                  named.span(),
                  Code.UNANSWERED_ADDRESS,
                  "`" + named.address() + "` is an address of `" + holder.name() + "` alone.")
              .hint("`as virtual` is the address of whichever role is master."));
    }
  }
}
