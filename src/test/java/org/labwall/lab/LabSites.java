package org.labwall.lab;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import org.labwall.backend.Firewall;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SourceReader;
import org.labwall.model.Site;

/** Sites and labs of sources. */
final class LabSites {
  /** Two routers that take over from each other at once. */
  static final String PAIR =
      """
      ROLE master rt1, backup rt2
      VRRP VERSION 3
      VRRP ADVERT 0.1
      VRRP START GROUP internet, staff
      DEV  internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3-203.0.113.4-101* via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.100-172.16.10.200-172.16.10.1-100* staff
      VLAN 20 eth0 172.16.20.0/24 172.16.20.100-172.16.20.200-172.16.20.1-100 quiet
      ROUTE 10.58.0.0/16 via 172.16.10.254
      HOST www 172.16.20.80
      allow from staff to internet, www ping
      allow from internet to self ping
      """;

  private LabSites() {}

  /** The site that a source describes. */
  static Site site(String source) {
    SourceReader reader =
        SourceReader.standardInput(
            new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)), Path.of(""));
    return site(reader);
  }

  /** The site that a file describes. */
  static Site site(Path file) {
    return site(SourceReader.of(file));
  }

  private static Site site(SourceReader reader) {
    Diagnostics diagnostics = new Diagnostics();
    return Compiler.check(
            reader, new Compiler.Options(LocalDate.MIN, false, Firewall.IPTABLES), diagnostics)
        .orElseThrow(() -> new AssertionError(diagnostics.sorted().toString()));
  }

  /** The lab of a source, without its hosts. */
  static LabPlan plan(String source) {
    return LabPlanner.plan(site(source), "test", false);
  }
}
