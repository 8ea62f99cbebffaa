package org.labwall.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.labwall.backend.OutputTree;
import org.labwall.lab.LabPlan.Router;

/** What the machine must have for a lab: root, and Debian packages. */
final class Requirements {
  private Requirements() {}

  /** Says which of the programs that a lab needs are missing, and which packages have them. */
  static void check(LabPlan plan, OutputTree tree, Kernel kernel) {
    Map<String, String> needed = new LinkedHashMap<>();
    needed.put("ip", "iproute2");
    needed.put("setsid", "util-linux");
    needed.put("ifup", "ifupdown");
    needed.put("sysctl", "procps");
    for (Router router : plan.routers()) {
      daemons(router, tree)
          .forEach(it -> needed.put(it.kind().program(), it.kind().debianPackage()));
      boolean vlans = router.ports().stream().anyMatch(it -> it.vlan().isPresent());
      boolean bonds = router.ports().stream().anyMatch(it -> !it.members().isEmpty());
      if (kernel.vlans() && vlans) {
        needed.put("/etc/network/if-pre-up.d/vlan", "vlan");
      }
      if (kernel.bonds() && bonds) {
        needed.put("/etc/network/if-pre-up.d/ifenslave", "ifenslave");
      }
    }
    if (tree.files().keySet().stream().anyMatch(it -> it.endsWith(Daemon.CLIENT_CONNECT))) {
      needed.put("radclient", "freeradius-utils");
      needed.put("logger", "bsdutils");
    }
    Map.of(
            "/etc/iptables/rules.v4", Map.of("iptables-restore", "iptables"),
            "/etc/iptables/ipsets", Map.of("ipset", "ipset"),
            "/etc/nftables.conf", Map.of("nft", "nftables"))
        .forEach(
            (file, programs) -> {
              if (tree.files().keySet().stream().anyMatch(it -> it.endsWith(file))) {
                needed.putAll(programs);
              }
            });
    if (plan.stations().stream().anyMatch(it -> !it.leases().isEmpty())) {
      needed.put("dnsmasq", "dnsmasq-base");
      if (!Program.exists("udhcpc")) {
        needed.put("dhclient", "isc-dhcp-client");
      }
    }
    check(needed);
  }

  /** Says which of these programs, each with its package, are missing. */
  static void check(Map<String, String> needed) {
    List<String> missing = needed.keySet().stream().filter(it -> !Program.exists(it)).toList();
    if (!missing.isEmpty()) {
      String packages =
          missing.stream().map(needed::get).distinct().collect(Collectors.joining(" "));
      throw new LabException(
          "This machine has no `" + String.join("`, `", missing) + "`.",
          "`apt install " + packages + "` installs what is missing.");
    }
  }

  private static List<Daemon> daemons(Router router, OutputTree tree) {
    String prefix = router.name() + "/";
    Set<String> files =
        tree.files().keySet().stream()
            .filter(it -> it.startsWith(prefix))
            .map(it -> it.substring(prefix.length()))
            .collect(Collectors.toSet());
    return Daemon.of(files);
  }

  /** Only root may make, use and remove labs. */
  static void checkRoot() throws IOException {
    boolean linux = Files.isDirectory(Path.of("/proc/self/ns"));
    if (!linux) {
      throw new LabException("A lab needs Linux.");
    }
    if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      throw new LabException("Only root can use a lab.", "Run it as root: `sudo labwall lab …`.");
    }
  }
}
