package org.labwall.model;

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
 * @param unprivileged whether it goes to ports from {@link #FIRST_UNPRIVILEGED} on only, not to any
 */
public record HelperConnection(String helper, List<By> by, int protocol, boolean unprivileged) {
  /** Below are the ports of the system's own services, of which none is picked for a while. */
  public static final int FIRST_UNPRIVILEGED = 1024;

  private static final int GRE = 47;

  /** An end of a connection. */
  public enum By {
    CLIENT,
    SERVER
  }

  public HelperConnection {
    by = List.copyOf(by);
  }

  /** The kernel's name of what follows a connection of {@code protocol}. */
  public static String name(Helper helper, int protocol) {
    return helper != Helper.H323 ? helper.word() : protocol == TCP ? "Q.931" : "RAS";
  }

  /** All kinds that {@code helper} expects. */
  public static List<HelperConnection> of(Helper helper) {
    String name = helper.word();
    return switch (helper) {
      case AMANDA, SANE -> List.of(new HelperConnection(name, List.of(By.CLIENT), TCP, true));
      case FTP -> List.of(new HelperConnection(name, List.of(By.values()), TCP, true));
      case H323 -> {
        List<HelperConnection> all = new ArrayList<>();
        List.of("RAS", "Q.931", "H.245").forEach(each -> all.addAll(calls(each)));
        yield all;
      }
      case IRC -> List.of(new HelperConnection(name, List.of(By.SERVER), TCP, true));
      // Answers to a broadcast go to the port that sent it, which is 137 for nmbd(8).
      case NETBIOS_NS, SNMP -> List.of(new HelperConnection(name, List.of(By.SERVER), UDP, false));
      case PPTP -> List.of(new HelperConnection(name, List.of(By.values()), GRE, false));
      case SIP -> calls(name);
      case TFTP -> List.of(new HelperConnection(name, List.of(By.SERVER), UDP, true));
    };
  }

  /** Whether a helper expects something of the machine's own connections only. */
  public static boolean onlyOwn(Helper helper) {
    return helper == Helper.NETBIOS_NS || helper == Helper.SNMP;
  }

  /** Signals and voices, which both ends send. */
  private static List<HelperConnection> calls(String name) {
    return List.of(
        new HelperConnection(name, List.of(By.values()), TCP, true),
        new HelperConnection(name, List.of(By.values()), UDP, true));
  }
}
