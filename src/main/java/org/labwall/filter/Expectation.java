package org.labwall.filter;

import static org.labwall.model.Service.TCP;
import static org.labwall.model.Service.UDP;

import java.util.ArrayList;
import java.util.List;
import org.labwall.model.Service.Helper;

/**
 * A kind of connection that a helper expects, as Linux's nf_conntrack_* do.
 *
 * @param helper the kernel's name of what expects it
 * @param by which end of the connection that announces it opens it
 * @param protocol its IP protocol
 * @param ports the ports that it goes to; any where there are none
 */
record Expectation(String helper, List<By> by, int protocol, List<Match.Ports> ports) {
  /** Below are the ports of the system's own services, of which none is picked for a while. */
  private static final List<Match.Ports> UNPRIVILEGED = List.of(new Match.Ports(1024, 65535));

  private static final int GRE = 47;

  /** An end of a connection. */
  enum By {
    CLIENT,
    SERVER
  }

  Expectation {
    by = List.copyOf(by);
    ports = List.copyOf(ports);
  }

  /** The kernel's name of what follows a connection of {@code protocol}. */
  static String name(Helper helper, int protocol) {
    return helper != Helper.H323 ? helper.word() : protocol == TCP ? "Q.931" : "RAS";
  }

  /** All kinds that {@code helper} expects. */
  static List<Expectation> of(Helper helper) {
    String name = helper.word();
    return switch (helper) {
      case AMANDA, SANE -> List.of(new Expectation(name, List.of(By.CLIENT), TCP, UNPRIVILEGED));
      case FTP -> List.of(new Expectation(name, List.of(By.values()), TCP, UNPRIVILEGED));
      case H323 -> {
        List<Expectation> all = new ArrayList<>();
        List.of("RAS", "Q.931", "H.245").forEach(each -> all.addAll(calls(each)));
        yield all;
      }
      case IRC -> List.of(new Expectation(name, List.of(By.SERVER), TCP, UNPRIVILEGED));
      // Answers to a broadcast go to the port that sent it, which is 137 for nmbd(8).
      case NETBIOS_NS, SNMP -> List.of(new Expectation(name, List.of(By.SERVER), UDP, List.of()));
      case PPTP -> List.of(new Expectation(name, List.of(By.values()), GRE, List.of()));
      case SIP -> calls(name);
      case TFTP -> List.of(new Expectation(name, List.of(By.SERVER), UDP, UNPRIVILEGED));
    };
  }

  /** Whether a helper expects something of the machine's own connections only. */
  static boolean onlyOwn(Helper helper) {
    return helper == Helper.NETBIOS_NS || helper == Helper.SNMP;
  }

  /** Signals and voices, which both ends send. */
  private static List<Expectation> calls(String name) {
    return List.of(
        new Expectation(name, List.of(By.values()), TCP, UNPRIVILEGED),
        new Expectation(name, List.of(By.values()), UDP, UNPRIVILEGED));
  }

  /** What a packet that opens such a connection looks like. */
  List<Match> matches() {
    List<Match> matches = new ArrayList<>();
    matches.add(new Match.Expected(helper));
    matches.add(new Match.Protocol(protocol));
    if (!ports.isEmpty()) {
      matches.add(new Match.DestinationPorts(ports));
    }
    return matches;
  }
}
