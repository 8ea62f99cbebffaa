package org.labwall.backend.keepalived;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.labwall.Sites;
import org.labwall.address.Family;
import org.labwall.backend.OutputFile;
import org.labwall.model.Leg;
import org.labwall.model.RoleText;
import org.labwall.model.Secret;
import org.labwall.model.Site;
import org.labwall.model.VirtualRouter;
import org.labwall.model.VirtualRouter.Group;
import org.labwall.model.VirtualRouter.Instance;
import org.labwall.model.VirtualRouter.Tracked;
import org.labwall.project.Node;
import org.labwall.project.Projector;

class KeepalivedBackendTest {

  @Test
  void writesTheClassicMaster() {
    assertEquals(
        """
        # Compiled by LabWall from site.lw: edits here are lost.

        global_defs {
            router_id rt1
            notification_email {
                admin@test.fr
            }
            notification_email_from rt1@test.fr
            smtp_server 172.16.10.12
            smtp_alert_vrrp on
            vrrp_version 2
            max_auto_priority -1
        }

        vrrp_sync_group eth1-vlan10 {
            group {
                INTER
                VLAN10
            }
        }

        # virtual router 101 (site.lw:7)
        vrrp_instance INTER {
            state MASTER
            interface eth1
            virtual_router_id 101
            priority 100
            advert_int 5
            authentication {
                auth_type PASS
                auth_pass XYZ
            }
            virtual_ipaddress {
                10.1.1.4/24 brd 10.1.1.255 dev eth1
            }
        }

        # virtual router 100 (site.lw:8)
        vrrp_instance VLAN10 {
            state MASTER
            interface vlan10
            virtual_router_id 100
            priority 100
            advert_int 5
            authentication {
                auth_type PASS
                auth_pass XYZ
            }
            virtual_ipaddress {
                172.16.10.1/24 brd 172.16.255.255 dev vlan10
                172.16.20.1/24 brd 172.16.255.255 dev vlan20
            }
        }
        """,
        content(Sites.first(Sites.classic())));
  }

  @Test
  void backupDiffersInHostNameStateAndPriorityOnly() {
    List<Node> nodes = Projector.nodes(Sites.classic());
    assertEquals(
        content(nodes.get(0))
            .replace("rt1", "rt2")
            .replace("MASTER", "BACKUP")
            .replace("priority 100", "priority 50"),
        content(nodes.get(1)));
  }

  @Test
  void putsTheLinkLocalAddressOfIpv6First() {
    assertEquals(
        """
        # virtual router 100 (site.lw:4)
        vrrp_instance staff-inet6 {
            state MASTER
            interface vlan10
            virtual_router_id 100
            priority 100
            advert_int 0.1
            virtual_ipaddress {
                fe80::200:5eff:fe00:264/64 dev vlan10 preferred_lft 0
                2001:db8:10::1/64 dev vlan10 preferred_lft 0
                2001:db8:20::1/64 dev vlan20 preferred_lft 0
            }
        }
        """,
        last(content(Sites.first(Sites.dualStack()))));
  }

  @Test
  void speaksVersion3ForIpv6WhereTheRestSpeaksVersion2() {
    Leg six =
        Sites.leg("six", "eth0", "192.0.2.0/24", 4)
            .ipv4("192.0.2.2-192.0.2.3-192.0.2.1-7*")
            .ipv6("2001:db8::/64", "2001:db8::2-2001:db8::3-2001:db8::1-7*")
            .build();
    Instance ipv6 = Sites.instance("six", Family.IPV6, six, 4);
    VirtualRouter router = router(2, 100, true, OptionalInt.empty(), "XYZ", List.of(), ipv6);
    assertEquals(
        """
        # virtual router 7 (site.lw:4)
        vrrp_instance six {
            state MASTER
            interface eth0
            virtual_router_id 7
            priority 100
            advert_int 1
            version 3
            virtual_ipaddress {
                fe80::200:5eff:fe00:207/64 dev eth0 preferred_lft 0
                2001:db8::1/64 dev eth0 preferred_lft 0
            }
        }
        """,
        last(content(node(List.of(six), router))));
  }

  @Test
  void excludesWhatAnAdvertisementDoesNotCarry() {
    List<Leg> legs = new ArrayList<>();
    for (int id = 1; id <= 25; id++) {
      String network = "10.0." + id + ".";
      String chain = network + "2-" + network + "3-" + network + "1-9" + (id == 1 ? "*" : "");
      legs.add(Sites.leg("v" + id, "eth0", network + "0/24", id).vlan(id).ipv4(chain).build());
    }
    Instance instance =
        Sites.instance("v1", Family.IPV4, legs.get(0), 1, legs.subList(1, 25).toArray(Leg[]::new));
    String content = content(node(legs, router(3, 10, instance)));
    String excluded = content.substring(content.indexOf("virtual_ipaddress_excluded"));
    assertEquals(
        """
        virtual_ipaddress_excluded {
                10.0.21.1/24 brd 10.0.21.255 dev vlan21
                10.0.22.1/24 brd 10.0.22.255 dev vlan22
                10.0.23.1/24 brd 10.0.23.255 dev vlan23
                10.0.24.1/24 brd 10.0.24.255 dev vlan24
                10.0.25.1/24 brd 10.0.25.255 dev vlan25
            }
        }
        """,
        excluded);
    for (int id = 1; id <= 25; id++) {
      assertEquals(2, content.split("10.0." + id + ".1/24 ", -1).length, "each address once");
    }
  }

  @Test
  void tracksForTheGroupWhatItsMembersMayNotTrack() {
    Instance outside = Sites.instance("out", Family.IPV4, leg("out", "eth1", 1), 1);
    Instance inside = Sites.instance("in", Family.IPV4, leg("in", "eth2", 2), 2);
    List<Tracked> tracked =
        List.of(
            new Tracked("eth1", OptionalInt.of(-20), Sites.line(3)),
            new Tracked("eth3", OptionalInt.of(-20), Sites.line(3)),
            new Tracked("eth4", OptionalInt.empty(), Sites.line(3)));
    VirtualRouter router =
        router(
            3,
            150,
            true,
            OptionalInt.empty(),
            "",
            tracked,
            new Group("both", List.of(outside, inside)),
            outside,
            inside);
    String content = content(node(List.of(outside.poll(), inside.poll()), router));
    assertTrue(
        content.contains(
            """
            vrrp_sync_group both {
                group {
                    out
                    in
                }
                track_interface {
                    eth3 weight -20
                    eth4
                }
            }

            """),
        content);
    assertEquals(2, content.split("track_interface", -1).length, content);
    assertTrue(content.contains("    advert_int 1.5\n"), content);
  }

  @Test
  void tracksForAnInstanceOutsideGroupsWhatItDoesNotRunOn() {
    Instance outside = Sites.instance("out", Family.IPV4, leg("out", "eth1", 1), 1);
    List<Tracked> tracked =
        List.of(
            new Tracked("eth1", OptionalInt.empty(), Sites.line(3)),
            new Tracked("eth3", OptionalInt.of(-20), Sites.line(3)));
    VirtualRouter router =
        router(
            3,
            7,
            true,
            OptionalInt.empty(),
            "",
            tracked,
            // A group of one changes nothing, and keepalived complains of it.
            new Group("one", List.of(outside)),
            outside);
    assertEquals(
        """
        # virtual router 7 (site.lw:1)
        vrrp_instance out {
            state MASTER
            interface eth1
            virtual_router_id 7
            priority 100
            advert_int 0.07
            track_interface {
                eth3 weight -20
            }
            virtual_ipaddress {
                10.0.1.1/24 brd 10.0.1.255 dev eth1
            }
        }
        """,
        last(content(node(List.of(outside.poll()), router))));
  }

  @Test
  void startsAllRolesAsBackupWhereTheBetterOneMustWait() {
    assertPreemption("nopreempt", false, OptionalInt.empty());
    assertPreemption("preempt_delay 30", true, OptionalInt.of(30));
  }

  @Test
  void mailsByTheMachinesOwnServerWhereNoneIsGiven() {
    Instance outside = Sites.instance("out", Family.IPV4, leg("out", "eth1", 1), 1);
    VirtualRouter router = router(3, 100, outside);
    VirtualRouter mailing =
        new VirtualRouter(
            3,
            100,
            true,
            OptionalInt.empty(),
            Optional.empty(),
            new RoleText("two words"),
            Optional.of(new RoleText("root")),
            Optional.empty(),
            List.of(),
            router.instances(),
            List.of(),
            Sites.line(3));
    assertEquals(
        """
        global_defs {
            router_id "two words"
            notification_email {
                root
            }
            notification_email_from rt1
            smtp_server 127.0.0.1
            smtp_alert_vrrp on
            vrrp_version 3
            max_auto_priority -1
        }
        """,
        content(node(List.of(outside.poll()), mailing)).split("\n\n")[1] + "\n");
  }

  @Test
  void writesNothingWithoutVirtualRouters() {
    Site site =
        Sites.site(
            Sites.roles("router"), List.of(), List.of(leg("out", "eth1", 1)), Optional.empty());
    assertEquals(List.of(), new KeepalivedBackend().files(Sites.first(site)));
  }

  private static void assertPreemption(String line, boolean preemption, OptionalInt delay) {
    Instance outside = Sites.instance("out", Family.IPV4, leg("out", "eth1", 1), 1);
    VirtualRouter router = router(2, 100, preemption, delay, "XYZ", List.of(), outside);
    Site site =
        Sites.site(
            Sites.roles("master", "backup"),
            List.of(),
            List.of(outside.poll()),
            Optional.of(router));
    for (Node node : Projector.nodes(site)) {
      String content = content(node);
      assertTrue(content.contains("    state BACKUP\n"), content);
      assertTrue(content.contains("    " + line + "\n"), content);
    }
  }

  private static Leg leg(String name, String device, int network) {
    String prefix = "10.0." + network + ".";
    return Sites.leg(name, device, prefix + "0/24", network)
        .ipv4(prefix + "2-" + prefix + "3-" + prefix + "1-7*")
        .build();
  }

  private static VirtualRouter router(int version, int advertisement, Instance... instances) {
    return router(version, advertisement, true, OptionalInt.empty(), "", List.of(), instances);
  }

  private static VirtualRouter router(
      int version,
      int advertisement,
      boolean preemption,
      OptionalInt delay,
      String password,
      List<Tracked> tracked,
      Instance... instances) {
    return router(
        version,
        advertisement,
        preemption,
        delay,
        password,
        tracked,
        new Group("none", List.of()),
        instances);
  }

  private static VirtualRouter router(
      int version,
      int advertisement,
      boolean preemption,
      OptionalInt delay,
      String password,
      List<Tracked> tracked,
      Group group,
      Instance... instances) {
    return new VirtualRouter(
        version,
        advertisement,
        preemption,
        delay,
        Optional.of(password).filter(it -> !it.isEmpty()).map(it -> new Secret("S", it)),
        new RoleText("rt"),
        Optional.empty(),
        Optional.empty(),
        tracked,
        List.of(instances),
        List.of(group),
        Sites.line(9));
  }

  private static Node node(List<Leg> legs, VirtualRouter router) {
    return Sites.first(
        Sites.site(Sites.roles("master", "backup"), List.of(), legs, Optional.of(router)));
  }

  /** The last paragraph. */
  private static String last(String content) {
    return content.substring(content.lastIndexOf("\n\n") + 2);
  }

  private static String content(Node node) {
    List<OutputFile> files = new KeepalivedBackend().files(node);
    assertEquals(
        List.of("etc/keepalived/keepalived.conf"), files.stream().map(OutputFile::path).toList());
    return files.get(0).content();
  }
}
