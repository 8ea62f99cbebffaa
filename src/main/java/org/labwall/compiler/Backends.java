package org.labwall.compiler;

import java.util.List;
import org.labwall.backend.Backend;
import org.labwall.backend.Firewall;
import org.labwall.backend.interfaces.InterfacesBackend;
import org.labwall.backend.iptables.IptablesBackend;
import org.labwall.backend.keepalived.KeepalivedBackend;
import org.labwall.backend.loader.LoaderBackend;
import org.labwall.backend.modules.ModulesBackend;
import org.labwall.backend.nftables.NftablesBackend;
import org.labwall.backend.openvpn.OpenvpnBackend;
import org.labwall.backend.radius.RadiusBackend;
import org.labwall.backend.radvd.RadvdBackend;
import org.labwall.backend.squid.SquidBackend;
import org.labwall.backend.sysctl.SysctlBackend;
import org.labwall.filter.Style;

/** All backends. */
final class Backends {
  private Backends() {}

  /** A backend for each kind of file, the packet filter for one program. */
  static List<Backend> all(Firewall firewall) {
    return List.of(
        new InterfacesBackend(),
        new KeepalivedBackend(),
        new SysctlBackend(),
        new ModulesBackend(),
        new OpenvpnBackend(),
        new RadiusBackend(),
        new SquidBackend(),
        new RadvdBackend(),
        filter(firewall),
        new LoaderBackend(firewall));
  }

  /** The backend of the packet filter. */
  static Backend filter(Firewall firewall) {
    return switch (firewall) {
      case IPTABLES -> new IptablesBackend(Style.WITH_SETS);
      case IPTABLES_ONLY -> new IptablesBackend(Style.WITHOUT_SETS);
      case NFTABLES -> new NftablesBackend(Style.WITH_MAPS);
    };
  }
}
