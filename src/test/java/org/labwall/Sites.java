package org.labwall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.ast.Word;
import org.labwall.model.Cluster;
import org.labwall.model.Device;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.InterfaceSettings.Option;
import org.labwall.model.Leg;
import org.labwall.model.Leg.Stand;
import org.labwall.model.Leg.Virtual;
import org.labwall.model.Logging;
import org.labwall.model.Network;
import org.labwall.model.Role;
import org.labwall.model.RoleText;
import org.labwall.model.Secret;
import org.labwall.model.Site;
import org.labwall.model.Translations;
import org.labwall.model.VirtualRouter;
import org.labwall.model.VirtualRouter.Group;
import org.labwall.model.VirtualRouter.Held;
import org.labwall.model.VirtualRouter.Instance;
import org.labwall.model.VirtualRouter.Tracked;
import org.labwall.model.Vocabulary;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** Sites made by hand, for the tests of what comes after the resolver. */
public final class Sites {
  /** A source whose lines are there to be cited. */
  public static final SourceFile SOURCE = SourceFile.of("site.lw", "line\n".repeat(40));

  private static final RoleText HOST_NAME = new RoleText(String.valueOf(Word.HOST_NAME));

  private Sites() {}

  /** The two routers of the language's section 2. */
  public static Site classic() {
    Leg inter =
        leg("INTER", "eth1", "10.1.1.0/24", 7)
            .ipv4("10.1.1.2-10.1.1.3-10.1.1.4-101*")
            .via("10.1.1.1")
            .build();
    Leg vlan10 =
        leg("VLAN10", "eth0", "172.16.10.0/24", 8)
            .vlan(10)
            .broadcast("172.16.255.255")
            .ipv4("172.16.10.100-172.16.10.200-172.16.10.1-100*")
            .build();
    Leg vlan20 =
        leg("VLAN20", "eth0", "172.16.20.0/24", 9)
            .vlan(20)
            .broadcast("172.16.255.255")
            .ipv4("172.16.20.100-172.16.20.200-172.16.20.1-100")
            .build();
    Instance outside = instance("INTER", Family.IPV4, inter, 7);
    Instance inside = instance("VLAN10", Family.IPV4, vlan10, 8, vlan20);
    VirtualRouter router =
        new VirtualRouter(
            2,
            500,
            true,
            OptionalInt.empty(),
            Optional.of(new Secret("S", "XYZ")),
            HOST_NAME,
            Optional.of(new RoleText("admin@test.fr")),
            Address.parse("172.16.10.12"),
            List.of(),
            List.of(outside, inside),
            List.of(new Group("eth1-vlan10", List.of(outside, inside))),
            line(10));
    return site(
        roles("master", "backup"),
        List.of(trunk("eth0", 3)),
        List.of(inter, vlan10, vlan20),
        Optional.of(router));
  }

  /** A pair whose two VLANs have both families, with sub-second advertisements. */
  public static Site dualStack() {
    Leg internet =
        leg("internet", "eth1", "203.0.113.0/24", 3)
            .ipv4("203.0.113.2-203.0.113.3-203.0.113.4-101*")
            .via("203.0.113.1")
            .build();
    Leg staff =
        leg("staff", "eth0", "172.16.10.0/24", 4)
            .vlan(10)
            .ipv4("172.16.10.100-172.16.10.200-172.16.10.1-100*")
            .ipv6("2001:db8:10::/64", "2001:db8:10::100-2001:db8:10::200-2001:db8:10::1-100*")
            .build();
    Leg lab =
        leg("lab", "eth0", "172.16.20.0/24", 5)
            .vlan(20)
            .ipv4("172.16.20.100-172.16.20.200-172.16.20.1-100")
            .ipv6("2001:db8:20::/64", "2001:db8:20::100-2001:db8:20::200-2001:db8:20::1-100")
            .build();
    Instance outside = instance("internet", Family.IPV4, internet, 3);
    Instance inside = instance("staff", Family.IPV4, staff, 4, lab);
    Instance inside6 = instance("staff-inet6", Family.IPV6, staff, 4, lab);
    VirtualRouter router =
        new VirtualRouter(
            3,
            10,
            true,
            OptionalInt.empty(),
            Optional.empty(),
            HOST_NAME,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(outside, inside, inside6),
            List.of(new Group("internet-staff", List.of(outside, inside, inside6))),
            line(6));
    return site(
        roles("master", "backup"),
        List.of(trunk("eth0", 4)),
        List.of(internet, staff, lab),
        Optional.of(router));
  }

  /** Three routers of 25 VLANs, both families and every option of their virtual routers. */
  public static Site campus() {
    Leg internet =
        leg("internet", "bond1", "203.0.113.0/24", 3)
            .ipv4("203.0.113.2-203.0.113.3-203.0.113.5-203.0.113.4-101*")
            .via("203.0.113.1")
            .build();
    List<Leg> vlans = new ArrayList<>();
    for (int id = 1; id <= 25; id++) {
      String star = id == 1 ? "*" : "";
      vlans.add(
          leg("net" + id, "bond0", "10.1." + id + ".0/24", 5 + id)
              .vlan(id)
              .ipv4("10.1.N.2-10.1.N.3-10.1.N.4-10.1.N.1-100".replace("N", "" + id) + star)
              .ipv6(
                  "2001:db8:N::/64".replace("N", "" + id),
                  "2001:db8:N::2-2001:db8:N::3-2001:db8:N::4-2001:db8:N::1-100"
                          .replace("N", "" + id)
                      + star)
              .build());
    }
    Leg[] others = vlans.subList(1, 25).toArray(Leg[]::new);
    Instance outside = instance("internet", Family.IPV4, internet, 3);
    Instance inside = instance("net1", Family.IPV4, vlans.get(0), 6, others);
    Instance inside6 = instance("net1-ipv6", Family.IPV6, vlans.get(0), 6, others);
    VirtualRouter router =
        new VirtualRouter(
            2,
            100,
            true,
            OptionalInt.of(30),
            Optional.of(new Secret("S", "p#w! $@{")),
            new RoleText("campus router " + Word.HOST_NAME),
            Optional.of(new RoleText(Word.HOST_NAME + "@test.fr")),
            Optional.empty(),
            List.of(
                new Tracked("bond1", OptionalInt.of(-20), line(4)),
                new Tracked("eth7", OptionalInt.of(-20), line(4)),
                new Tracked("vlan9", OptionalInt.empty(), line(4))),
            List.of(outside, inside, inside6),
            List.of(
                new Group("internet", List.of(outside)),
                new Group("inside", List.of(inside, inside6))),
            line(4));
    List<Leg> legs = new ArrayList<>(List.of(internet));
    legs.addAll(vlans);
    return site(
        roles("first", "second", "third"),
        List.of(bond("bond0", 5), trunk("eth7", 4)),
        legs,
        Optional.of(router));
  }

  /** A single router with an address from its provider, and with every option of interfaces. */
  public static Site single() {
    Leg world = leg("world", "eth0", "0.0.0.0/0", 2).dhcp().settings(settings(1400)).build();
    Leg six =
        leg("six", "eth1", "2001:db8:6::/64", 3)
            .vlan(6)
            .ipv6("2001:db8:6::/64", "2001:db8:6::2")
            .via("2001:db8:6::1")
            .route("2001:db8:7::/64", "2001:db8:6::7")
            .settings(settings(1400))
            .build();
    Leg office =
        leg("office", "eth2", "192.0.2.0/24", 4)
            .ipv4("192.0.2.1")
            .route("10.58.0.0/16", "192.0.2.254")
            .settings(settings(9000))
            .build();
    return site(
        roles("router"), List.of(trunk("eth1", 3)), List.of(world, six, office), Optional.empty());
  }

  /** A site of one cluster without a policy. */
  public static Site site(
      List<Role> roles, List<Device> devices, List<Leg> legs, Optional<VirtualRouter> router) {
    List<Network> networks = legs.stream().map(Leg::network).toList();
    return new Site(
        SOURCE,
        networks,
        List.of(),
        List.of(),
        Vocabulary.NONE,
        List.of(
            new Cluster(
                roles,
                devices,
                legs,
                router,
                Logging.DEFAULT,
                List.of(),
                List.of(),
                Translations.NONE,
                Optional.empty())));
  }

  /** The machine of the site's first role. */
  public static Node first(Site site) {
    return Projector.nodes(site).get(0);
  }

  /** Roles whose host names are {@code rt1}, {@code rt2} … and whose priorities are 100, 50 …. */
  public static List<Role> roles(String... names) {
    List<Role> roles = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      roles.add(new Role(names[i], "rt" + (i + 1), 100 >> i, i, line(1)));
    }
    return roles;
  }

  /** A device without an address, of which nothing more is said. */
  public static Device trunk(String name, int line) {
    return new Device(name, InterfaceSettings.NONE, line(line));
  }

  private static Device bond(String name, int line) {
    List<Option> options =
        List.of(new Option("bond-slaves", "eth0 eth1"), new Option("bond-mode", "active-backup"));
    return new Device(
        name,
        new InterfaceSettings(
            OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), false, false, options),
        line(line));
  }

  private static InterfaceSettings settings(int mtu) {
    return new InterfaceSettings(
        OptionalInt.of(mtu),
        OptionalInt.of(20),
        Optional.of("02:00:00:00:00:01"),
        true,
        false,
        List.of());
  }

  /** The instance of the virtual router id of {@code poll}, for its address and the others'. */
  public static Instance instance(String name, Family family, Leg poll, int line, Leg... others) {
    List<Held> held =
        Stream.concat(Stream.of(poll), Stream.of(others))
            .map(leg -> new Held(virtual(leg, family).address(), leg))
            .toList();
    return new Instance(name, virtual(poll, family).routerId(), family, poll, held, line(line));
  }

  /** The 1-based line of the source. */
  public static Span line(int line) {
    return new Span(SOURCE, SOURCE.lineStart(line), SOURCE.lineStart(line) + 4);
  }

  /** Starts a leg on {@code device} in a network of its own; the prefix may be of either family. */
  public static LegBuilder leg(String network, String device, String prefix, int line) {
    return new LegBuilder(network, device, Prefix.parse(prefix).orElseThrow(), line(line));
  }

  private static Virtual virtual(Leg leg, Family family) {
    return leg.stand(family).flatMap(Stand::virtual).orElseThrow();
  }
}
