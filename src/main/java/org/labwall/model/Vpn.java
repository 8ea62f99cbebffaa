package org.labwall.model;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.source.Span;

/**
 * The VPNs that the machines of a cluster serve or join.
 *
 * @param proxy the proxy before the daemons
 * @param pki where keys and certificates lie
 * @param radius who knows the addresses of users
 * @param daemons the VPNs that all these machines serve, in the order of the source
 * @param memberships the VPNs that they are clients of
 * @param outside the legs from which clients come
 */
public record Vpn(
    Optional<Proxy> proxy,
    Pki pki,
    Optional<Radius> radius,
    List<Daemon> daemons,
    List<Membership> memberships,
    List<Leg> outside) {

  public Vpn {
    daemons = List.copyOf(daemons);
    memberships = List.copyOf(memberships);
    outside = List.copyOf(outside);
  }

  /** Whether one of its statements stands at {@code place}. */
  public boolean saysAt(Span place) {
    return proxy.filter(it -> it.span().equals(place)).isPresent()
        || radius.filter(it -> it.span().equals(place)).isPresent()
        || daemons.stream().anyMatch(it -> it.span().equals(place));
  }

  /**
   * The one port at which clients come in by HTTP CONNECT.
   *
   * @param port its TCP port
   * @param span the statement
   */
  public record Proxy(int port, Span span) {}

  /**
   * The server that says which address a user has, and whether he may join.
   *
   * @param server its address
   * @param port its UDP port
   * @param secret what it shares with these machines
   * @param span the statement
   */
  public record Radius(Address server, int port, Secret secret, Span span) {}

  /**
   * The files of keys and certificates, as paths on the machines; OpenVPN reads them.
   *
   * @param ca the certificate of the authority that signs all others
   * @param certificate the machine's own certificate
   * @param key its private key
   * @param tlsCrypt its key of {@code tls-crypt-v2}: the one of all servers, or a client's own
   * @param revoked the list of revoked certificates
   */
  public record Pki(
      RoleText ca, RoleText certificate, RoleText key, RoleText tlsCrypt, RoleText revoked) {}

  /**
   * One daemon: a VPN on each of the machines.
   *
   * @param leg where its clients stand: behind a bridge or a tunnel
   * @param protocol {@link Service#TCP} or {@link Service#UDP}
   * @param port the port at which it listens
   * @param clients the addresses that clients have, where the source says so
   * @param outside whether clients may come without the proxy
   * @param routes what clients reach through the VPN besides its own network, where the source says
   *     so
   * @param span the statement
   */
  public record Daemon(
      Leg leg,
      int protocol,
      int port,
      Optional<AddressRange> clients,
      boolean outside,
      Optional<List<Prefix>> routes,
      Span span) {
    public Daemon {
      routes = routes.map(List::copyOf);
    }

    /** The name of its network, and of all files that are about it. */
    public String name() {
      return leg.network().name();
    }

    /** Whether its clients are stations of a network that is there without it. */
    public boolean bridged() {
      return leg.link() instanceof Link.Bridge;
    }

    /** The clients' addresses that one of so many machines gives out. */
    public Optional<AddressRange> pool(Role role, int machines) {
      return clients.flatMap(
          all -> {
            long size = all.last().low() - all.first().low() + 1;
            long start = size * role.index() / machines;
            long end = size * (role.index() + 1) / machines;
            return start == end
                ? Optional.empty()
                : Optional.of(new AddressRange(all.first().plus(start), all.first().plus(end - 1)));
          });
    }

    /** Whether clients reach all the world through it, as far as it is of one family. */
    public boolean isWayOut(Family family) {
      return routes.orElse(List.of()).stream()
          .anyMatch(it -> it.family() == family && it.contains(world(family)));
    }

    /** Whoever has a route to these has one to all addresses that are valid everywhere. */
    private static Prefix world(Family family) {
      return switch (family) {
        case IPV4 -> Prefix.all(family);
        case IPV6 -> Prefix.parse("2000::/3").orElseThrow();
      };
    }

    /** The part of a prefix of its own network that one of so many machines serves. */
    public static Prefix share(Prefix whole, int index, int machines) {
      int bits = 32 - Integer.numberOfLeadingZeros(machines - 1);
      int length = whole.length() + bits;
      Address first = whole.network();
      for (int i = 0; i < index; i++) {
        first = Prefix.of(first, length).last().next().orElseThrow();
      }
      return new Prefix(first, length);
    }

    /** The part of a prefix of its own network that a machine serves. */
    public Optional<Prefix> share(Family family, Role role, int machines) {
      return leg.network().prefix(family).map(it -> share(it, role.index(), machines));
    }
  }

  /**
   * A VPN that the machines are clients of.
   *
   * @param leg where they stand in it
   * @param users as whom each of them joins, in the order of the roles
   * @param span the statement
   */
  public record Membership(Leg leg, List<VpnUser> users, Span span) {
    public Membership {
      users = List.copyOf(users);
    }
  }
}
