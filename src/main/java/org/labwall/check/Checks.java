package org.labwall.check;

import java.util.List;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Site;

/** The explicit list of all checks. */
public final class Checks {
  private static final List<Check> ALL =
      List.of(
          new InterfaceNames(),
          new UniqueInterfaces(),
          new UniqueVlans(),
          new PortsOfOthers(),
          new HardwareAddresses(),
          new SeparateNetworks(),
          new AddressesInNetworks(),
          new HostAddresses(),
          new UniqueAddresses(),
          new Broadcasts(),
          new Gateways(),
          new UplinksOfSite(),
          new ChainOrder(),
          new ForeignDevices(),
          new RoutedAddresses(),
          new WaysOut(),
          new Mtus(),
          new Priorities(),
          new RoleNames(),
          new HostNames(),
          new RouterIds(),
          new SyncGroups(),
          new FailoverTimes(),
          new PacketsOfRules(),
          new ExtensionHeaders(),
          new CutLogTexts(),
          new OwnAddresses(),
          new UnplacedAddresses(),
          new HalfDenied(),
          new WaysIn(),
          new TranslationChecks(),
          new VpnPools(),
          new VpnPorts(),
          new VpnMembers(),
          new VpnDoors(),
          new Advertisements());

  private Checks() {}

  /** Runs all checks on {@code site}. */
  public static void run(Site site, Diagnostics diagnostics) {
    ALL.forEach(check -> check.check(site, diagnostics));
  }

  /** Runs those that may find errors, for who has no use for warnings alone. */
  public static void findErrors(Site site, Diagnostics diagnostics) {
    ALL.stream().filter(it -> !it.onlyWarns()).forEach(it -> it.check(site, diagnostics));
  }
}
