package org.labwall.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.diagnostic.Similar;
import org.labwall.model.Cluster;
import org.labwall.model.Host;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Site;

/** Reads the ends of a packet's way: addresses, names of hosts, and {@code self}. */
final class Ends {
  private static final String SELF = "self";
  private static final int HIGHEST_PORT = 65_535;

  private final Site site;

  Ends(Site site) {
    this.site = site;
  }

  /**
   * An end as it is typed.
   *
   * @param host the address, the name or {@code self}
   * @param port what stands behind the colon
   */
  record Word(String host, OptionalInt port) {
    /** The parts of {@code www:80}, {@code [2001:db8::1]:80}, {@code 2001:db8::1}. */
    static Word of(String text) {
      if (text.startsWith("[")) {
        int end = text.indexOf(']');
        String rest = end < 0 ? "" : text.substring(end + 1);
        if (end < 0 || !(rest.isEmpty() || rest.startsWith(":"))) {
          throw new BadQuestion("Write `[2001:db8::1]:443` instead of `" + text + "`.");
        }
        return new Word(
            text.substring(1, end), rest.isEmpty() ? OptionalInt.empty() : port(rest.substring(1)));
      }
      int colon = text.indexOf(':');
      boolean only = colon >= 0 && text.indexOf(':', colon + 1) < 0;
      return only
          ? new Word(text.substring(0, colon), port(text.substring(colon + 1)))
          : new Word(text, OptionalInt.empty());
    }

    private static OptionalInt port(String text) {
      if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
        throw new BadQuestion("`" + text + "` is no port, 0 to 65535.");
      }
      return OptionalInt.of(Integer.parseInt(text));
    }
  }

  /** The end that a word means. */
  Question.End read(String word) {
    if (word.equalsIgnoreCase(SELF)) {
      return new Question.End.Self();
    }
    Optional<Host> host = site.hosts().stream().filter(it -> it.name().equals(word)).findFirst();
    if (host.isPresent() && !host.get().addresses().isEmpty()) {
      return new Question.End.Host(word, host.get().addresses());
    }
    Optional<Network> network = network(word);
    if (network.isPresent()) {
      throw new BadQuestion(ofNetwork(network.get()));
    }
    if (site.vocabulary().places().containsKey(word)) {
      throw new BadQuestion("`" + word + "` stands for several hosts: a packet has one address.");
    }
    Optional<Address> address = Address.parse(word);
    if (address.isPresent()) {
      check(address.get());
      return new Question.End.Host(word, List.of(address.get()));
    }
    if (word.isEmpty() || Address.looksLike(word)) {
      throw new BadQuestion("`" + word + "` is no address.");
    }
    if (Prefix.parseLoose(word).isPresent()) {
      throw new BadQuestion("`" + word + "` is a network: a packet has one address.");
    }
    List<String> names = new ArrayList<>(site.hosts().stream().map(Host::name).toList());
    names.add(SELF);
    throw new BadQuestion("Unknown host `" + word + "`." + hint(word, names));
  }

  private void check(Address address) {
    if (address.isMulticast() || address.equals(Family.IPV4.highest()) || isBroadcast(address)) {
      throw new BadQuestion(
          "`" + address + "` stands for many receivers; a trace follows a packet to one.");
    }
    if (address.isLoopback()) {
      throw new BadQuestion("`" + address + "` never leaves its machine.");
    }
  }

  private boolean isBroadcast(Address address) {
    return site.networks().stream().anyMatch(it -> it.broadcast().equals(Optional.of(address)));
  }

  private Optional<Network> network(String word) {
    return site.networks().stream()
        .filter(
            it ->
                it.name().equals(word)
                    || (it.vlan().isPresent() && word.equals("vlan" + it.vlan().getAsInt())))
        .findFirst();
  }

  private String ofNetwork(Network network) {
    Optional<Address> example =
        network.ipv4().or(network::ipv6).flatMap(it -> free(it)).filter(it -> !it.isMulticast());
    return "`"
        + network.name()
        + "` is a network: name an address in it"
        + example.map(it -> ", such as `" + it + "`.").orElse(".");
  }

  /** An address of a network that no machine of the source has. */
  private Optional<Address> free(Prefix prefix) {
    Set<Address> taken = new TreeSet<>();
    for (Cluster cluster : site.clusters()) {
      for (Leg leg : cluster.legs()) {
        for (Family family : Family.values()) {
          leg.stand(family).ifPresent(it -> taken.addAll(it.real()));
          leg.stand(family).flatMap(Leg.Stand::virtual).ifPresent(it -> taken.add(it.address()));
        }
      }
    }
    Optional<Address> address = prefix.first().next();
    while (address.isPresent() && taken.contains(address.get())) {
      address = address.get().next();
    }
    return address.filter(prefix::contains);
  }

  /** The interface that a word means, by its own name or its network's. */
  String entry(String word) {
    Set<String> names = new TreeSet<>();
    for (Cluster cluster : site.clusters()) {
      for (Leg leg : cluster.legs()) {
        if (leg.interfaceName().equals(word) || leg.network().name().equals(word)) {
          return leg.interfaceName();
        }
        names.add(leg.interfaceName());
        names.add(leg.network().name());
      }
    }
    throw new BadQuestion("Unknown interface or network `" + word + "`." + hint(word, names));
  }

  private static String hint(String word, Iterable<String> names) {
    List<String> all = new ArrayList<>();
    names.forEach(all::add);
    return Similar.hint(word, all).map(it -> " " + it).orElse("");
  }
}
