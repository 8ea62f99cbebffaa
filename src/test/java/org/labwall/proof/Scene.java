package org.labwall.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.differential.Evaluator;
import org.labwall.differential.Router;
import org.labwall.differential.Trial;
import org.labwall.differential.Whereabouts;
import org.labwall.model.Leg;

/**
 * A router, and what is known of packets there before anything decides of them.
 *
 * @param evaluator says only who hears of a refusal
 * @param own its addresses
 * @param routes the routes that were looked for
 */
record Scene(
    Space space,
    Router router,
    Whereabouts whereabouts,
    Evaluator evaluator,
    Set<Address> own,
    PacketNumbers numbers,
    Map<Address, Optional<Leg>> routes) {

  static Scene of(Space space, Router router) {
    return new Scene(
        space,
        router,
        new Whereabouts(router),
        new Evaluator(router, Trial.DATE),
        router.addresses(),
        new PacketNumbers(space.fields(), router),
        new HashMap<>());
  }

  /** By where packets to an address leave. */
  Optional<Leg> route(Address destination) {
    return routes.computeIfAbsent(destination, whereabouts::route);
  }
}
