package org.labwall.filter;

import java.util.List;

/**
 * What one rule of the policy says at one hook: a packet of any of these services from one side to
 * the other.
 *
 * @param hook where
 * @param from the conditions on where it comes from
 * @param to the conditions on where it goes
 * @param services alternatives of further matches
 */
record Expansion(Hook hook, Side from, Side to, List<List<Match>> services) {
  /** Up to so many rules are written one under the other; more go through chains. */
  private static final int FLAT = 12;

  Expansion {
    services = List.copyOf(services);
  }

  /** Whether no packet is meant. */
  boolean isEmpty() {
    return from.isEmpty() || to.isEmpty() || services.isEmpty();
  }

  /** How many rules it takes without chains. */
  long size() {
    return (long) from.anyOf().size() * to.anyOf().size() * services.size();
  }

  /** Whether it is written without chains. */
  boolean isFlat() {
    return from.isFlat() && to.isFlat() && size() <= FLAT;
  }

  /** The services that are asked for before its chain: a search is worth more than they are. */
  List<List<Match>> firstServices() {
    boolean searched = from.branching().isPresent() || to.branching().isPresent();
    boolean few = first().anyOf().size() * services.size() <= FLAT;
    return (searched && few) || services.size() == 1 ? services : List.of(List.of());
  }

  /** The services that remain to be asked for. */
  List<List<Match>> secondServices() {
    return firstServices().equals(services) ? List.of(List.of()) : services;
  }

  /** Whether the services are few enough to be repeated for each of {@code others}. */
  boolean repeatsServices(int others) {
    return others == 1 || services.size() == 1 || others * services.size() <= FLAT;
  }

  /** The side that takes fewer rules, for it is the one that every packet is compared with. */
  Side first() {
    return to.size() < from.size() ? to : from;
  }

  /** The other side. */
  Side second() {
    return to.size() < from.size() ? from : to;
  }
}
