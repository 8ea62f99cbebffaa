package org.labwall.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.lab.VpnLab.Client;
import org.labwall.pki.Pki;
import org.labwall.real.Namespace;

/**
 * Real tunnels: OpenVPN, squid and FreeRADIUS on what the compiler writes for them. The tests share
 * one lab, and those that take machines of it down come last.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VpnLabIT {
  private static final int MANY = 50;
  private static final int LAST = 100;

  private static final String SOURCE =
      """
      ROLE master rt1.demo.fr
      DEV  internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.1 staff
      VLAN 20 eth0 172.16.20.0/24 172.16.20.1 lab
      HOST radius 172.16.10.5
      HOST www    172.16.20.80
      allow from staff to www ping
      ROLE vpn1 vpn1.demo.fr, vpn2 vpn2.demo.fr {
          DEV  internet eth1 203.0.113.21-203.0.113.22 via 203.0.113.1
          VLAN staff    eth0 172.16.10.12-172.16.10.13
          VLAN lab      eth0 172.16.20.12-172.16.20.13
          VPN PROXY 443
          VPN RADIUS 172.16.10.5 secret $RADIUS_SECRET
          VPN staff port 1110 clients 172.16.10.140-172.16.10.199
          VPN lab   port 1120 clients 172.16.20.140-172.16.20.199
      }
      VPNUSER u101 staff 172.16.10.140
      VPNUSER u102 staff 172.16.10.141
      VPNUSER u103 staff 172.16.10.142
      VPNUSER gone staff 172.16.10.143
      VPNUSER u201 lab   172.16.20.140
      """;

  private final String name = "tunnels" + ProcessHandle.current().pid();

  @TempDir private static Path scratch;
  private VpnLab lab;
  private Path keys;
  private Client staff;
  private Client other;
  private Client evil;

  @BeforeAll
  void up() throws Exception {
    Namespace.assumeUsable(
        "ip",
        "keepalived",
        "iptables-restore",
        "ipset",
        "ifup",
        "openvpn",
        "openssl",
        "squid",
        "freeradius",
        "radclient",
        "busybox",
        "logger",
        "tcpdump",
        "ping",
        "bash");
    StringBuilder source = new StringBuilder(SOURCE);
    Map<String, String> names = new LinkedHashMap<>();
    for (String user : List.of("u101", "u102", "u103", "u201")) {
      names.put(user, user);
    }
    names.put("evil", "x; touch \\/pwned");
    for (int i = 0; i < MANY; i++) {
      source.append("VPNUSER n%d staff 172.16.10.%d\n".formatted(i, 150 + i));
      names.put("n" + i, "n" + i);
    }
    lab = VpnLab.up(name, source.toString(), scratch);
    keys = lab.certificates(names);
    staff = lab.connect("u101", VpnLab.only("vpn1", lab.file("staff", keys, "u101")));
    other = lab.connect("other", VpnLab.only("vpn1", lab.file("lab", keys, "u101")));
    evil = lab.connect("evil", VpnLab.only("vpn1", lab.file("staff", keys, "evil")));
  }

  @AfterAll
  void down() throws Exception {
    if (!LabRun.traces(name).isEmpty()) {
      Lab.down(Optional.of(name));
    }
    assertEquals(List.of(), LabRun.traces(name));
  }

  @Test
  @Order(1)
  void aUserIsAStationOfHisVlanAtTheAddressThatRadiusSays() throws Exception {
    staff.awaitJoined();
    assertEquals("172.16.10.140/24", staff.address());
    lab.awaitLog("vpn1", "staff: u101: accepted with 172.16.10.140");
    assertTrue(lab.pings(VpnLab.OUTSIDE, "172.16.10.50"), staff.said());
    assertTrue(lab.pings("client-staff", "172.16.10.140"), "stations of staff reach him, too");
  }

  @Test
  @Order(2)
  void hearsTheBroadcastsOfHisVlan() throws Exception {
    staff.awaitJoined();
    List<String> options =
        List.of("tcpdump", "-Z", "root", "-n", "-l", "-i", staff.device(), "-c", "1");
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("arp host 172.16.10.77 or (ether broadcast and udp)"));
    Path heard = scratch.resolve("heard");
    Process listener =
        lab.lab()
            .program(VpnLab.OUTSIDE, command)
            .redirectErrorStream(true)
            .redirectOutput(heard.toFile())
            .start();
    for (int i = 0; listener.isAlive() && i < 60; i++) {
      // Nobody has that address: all that passes is the question who does, to everybody.
      lab.pings("client-staff", "172.16.10.77");
    }
    listener.destroy();
    String said = Files.readString(heard);
    assertTrue(said.contains("who-has 172.16.10.77 tell 172.16.10.50"), said);
  }

  @Test
  @Order(3)
  void reachesTheOtherVlansAsTheRoutersRulesLetStaff() throws Exception {
    staff.awaitJoined();
    for (String station : List.of(VpnLab.OUTSIDE, "client-staff")) {
      assertTrue(lab.pings(station, "172.16.20.80"), station + " to www");
      assertFalse(lab.pings(station, "172.16.20.50"), station + " to lab");
    }
  }

  @Test
  @Order(4)
  void isRefusedAtTheDaemonOfAnotherVlan() throws Exception {
    other.awaitRefused();
    lab.awaitLog("vpn1", "lab: u101: refused: RADIUS rejects the user");
  }

  @Test
  @Order(5)
  void aRevokedCertificateIsRefused() throws Exception {
    Path pki = lab.lab().keys().orElseThrow();
    Pki.in(pki).issue(Pki.Kind.CLIENT, List.of("gone"), 2);
    String file = VpnLab.only("vpn1", lab.file("staff", pki, "gone"));
    Client before = lab.connect("before", file);
    before.awaitJoined();
    before.stop();
    Pki.in(pki).revoke("gone");
    copyList(pki);
    Client after = lab.connect("gone", file);
    lab.awaitLog("vpn1", "VERIFY ERROR: depth=0, error=certificate revoked: CN=gone");
    assertFalse(after.said().contains("Initialization Sequence Completed"), after.said());
    after.stop();
  }

  private void copyList(Path pki) throws IOException, InterruptedException {
    List<String> command = List.of("tee", "/etc/openvpn/pki/crl.pem");
    Process copy =
        lab.lab().program("vpn1", command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream out = copy.getOutputStream()) {
      Files.copy(pki.resolve("crl.pem"), out);
    }
    assertEquals(0, copy.waitFor());
  }

  @Test
  @Order(6)
  void aNameThatIsACommandDoesNoHarm() throws Exception {
    evil.awaitRefused();
    lab.awaitLog("vpn1", "staff: x[^ ]*touch[^ ]*pwned: refused: ");
    for (String machine : List.of("vpn1", "radius")) {
      String found = lab.lab().output(machine, List.of("sh", "-c", "echo /pwne*"));
      assertEquals("/pwne*\n", found, machine);
    }
    assertFalse(Files.exists(Path.of("/pwned")));
  }

  @Test
  @Order(7)
  void fiftyClientsComeUpAtOnce() throws Exception {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      clients.add(lab.connect("n" + i, lab.file("staff", keys, "n" + i), "--route-noexec"));
    }
    for (int i = 0; i < MANY; i++) {
      clients.get(i).awaitJoined();
      assertEquals("172.16.10.%d/24".formatted(150 + i), clients.get(i).address());
    }
    for (Client client : clients) {
      client.stop();
    }
  }

  @Test
  @Order(8)
  void theProxyLeadsToTheDaemonsOfItsMachineAndNowhereElse() throws Exception {
    assertEquals("200", answer("CONNECT vpn1.demo.fr:1110"));
    for (String abuse :
        List.of(
            "CONNECT vpn1.demo.fr:22",
            "CONNECT vpn1.demo.fr:1130",
            "CONNECT vpn2.demo.fr:1110",
            "CONNECT 172.16.10.50:1110",
            "CONNECT 172.16.10.5:1812",
            "CONNECT 203.0.113.1:80",
            "GET http://172.16.20.80/")) {
      String status = answer(abuse);
      assertTrue(new TreeSet<>(List.of("403", "503")).contains(status), abuse + ": " + status);
    }
    String bare = "exec 3<>/dev/tcp/203.0.113.21/1110 && echo open";
    String tried = lab.lab().output(VpnLab.OUTSIDE, List.of("timeout", "2", "bash", "-c", bare));
    assertFalse(tried.contains("open"), "the daemon is there for the proxy alone: " + tried);
  }

  private String answer(String request) throws IOException {
    String script =
        "exec 3<>/dev/tcp/203.0.113.21/443; printf '%s HTTP/1.1\\r"
            + "\\n"
            + "Host: x\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "' \"$0\" >&3; read -r _ status _ <&3; printf '%s' \"$status\"";
    return lab.lab()
        .output(VpnLab.OUTSIDE, List.of("timeout", "10", "bash", "-c", script, request));
  }

  @Test
  @Order(LAST - 1)
  void withOneServerDownTheOtherTakesHim() throws Exception {
    lab.lab().fail(new Failure("vpn1", Failure.How.POWER, Optional.empty()));
    staff.stop();
    String file =
        lab.file("staff", keys, "u102").replace("connect-timeout 10", "connect-timeout 5");
    Client client = lab.connect("u102", file);
    client.awaitJoined();
    assertEquals("172.16.10.141/24", client.address());
    lab.awaitLog("vpn2", "staff: u102: accepted with 172.16.10.141");
    assertTrue(lab.pings(VpnLab.OUTSIDE, "172.16.10.50"), client.said());
    client.stop();
  }

  @Test
  @Order(LAST)
  void nobodyJoinsWithoutRadius() throws Exception {
    lab.lab().fail(new Failure("radius", Failure.How.POWER, Optional.empty()));
    Client client = lab.connect("u103", VpnLab.only("vpn2", lab.file("staff", keys, "u103")));
    client.awaitRefused();
    lab.awaitLog("vpn2", "staff: u103: refused: RADIUS does not answer");
  }
}
