package org.labwall.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.labwall.lab.Daemon.Kind;

class DaemonTest {
  private static final Set<String> FILES =
      Set.of(
          "etc/keepalived/keepalived.conf",
          "etc/openvpn/server/staff.conf",
          "etc/openvpn/server/lab.conf",
          "etc/openvpn/server/.conf",
          "etc/openvpn/server/lab.key",
          "etc/openvpn/server/ccd/u101.conf",
          "etc/openvpn/client/other.conf");

  @Test
  void filesAskForDaemonsOneForEachWhereTheyAreSeveral() {
    List<Daemon> daemons = Daemon.of(FILES);
    assertEquals(
        List.of(
            new Daemon(Kind.KEEPALIVED, ""),
            new Daemon(Kind.OPENVPN, "lab"),
            new Daemon(Kind.OPENVPN, "staff")),
        daemons);
    assertEquals("openvpn@lab", daemons.get(1).word());
    assertEquals(
        "openvpn --suppress-timestamps --cd /etc/openvpn/server --config lab.conf",
        daemons.get(1).command());
  }

  @Test
  void serversOfVpnsHaveAProxyAndALogAndHostsSayWhoMayJoin() {
    assertEquals(
        "busybox\tbusybox syslogd -n -O -\nsquid\tsquid -N -d 1 -f /etc/squid/squid.conf\n",
        Daemon.table(Set.of("etc/squid/squid.conf", "usr/lib/labwall/vpn-client-connect")));
    assertEquals(
        "freeradius\tfreeradius -f -l stdout\n",
        Daemon.table(Set.of("etc/freeradius/3.0/labwall/clients.conf")));
  }

  @Test
  void aTableNamesThemAgain() {
    assertEquals(Daemon.of(FILES), Daemon.read(Daemon.table(FILES)));
    assertEquals(List.of(), Daemon.read(Daemon.table(Set.of())));
  }
}
