package org.labwall.lab.vm;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Network;
import org.labwall.model.Site;

/**
 * The machine that is to carry virtual routers. If it stands in several of their networks itself,
 * and forwards, it leads past their filter whoever takes it for his gateway.
 *
 * @param addresses its addresses
 * @param forwards whether packets pass through it
 */
public record ThisMachine(List<Address> addresses, boolean forwards) {
  private static final List<Path> FORWARDING =
      List.of(
          Path.of("/proc/sys/net/ipv4/ip_forward"),
          Path.of("/proc/sys/net/ipv6/conf/all/forwarding"));

  public ThisMachine {
    addresses = List.copyOf(addresses);
  }

  /** The machine as it is now. */
  public static ThisMachine read() throws IOException {
    List<Address> addresses =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .map(it -> it.getHostAddress().replaceFirst("%.*", ""))
            .flatMap(it -> Address.parse(it).stream())
            .toList();
    boolean forwards = false;
    for (Path setting : FORWARDING) {
      forwards |= Files.exists(setting) && Files.readString(setting).startsWith("1");
    }
    return new ThisMachine(addresses, forwards);
  }

  /** A warning where it leads past the filter of a site. */
  public Optional<Diagnostic> warning(Site site) {
    List<String> networks =
        site.networks().stream()
            .filter(network -> addresses.stream().anyMatch(it -> isIn(network, it)))
            .map(Network::name)
            .toList();
    if (!forwards || networks.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.nowhere(
                Code.FORWARDING_MACHINE,
                "This machine stands in `"
                    + String.join("`, `", networks)
                    + "` and forwards: who takes it for his gateway passes by the filter.")
            .hint(
                "Let it stand in one of them at most, or turn off `net.ipv4.ip_forward` and"
                    + " `net.ipv6.conf.all.forwarding`."));
  }

  private static boolean isIn(Network network, Address address) {
    return Stream.of(network.ipv4(), network.ipv6())
        .flatMap(Optional::stream)
        .anyMatch(it -> it.contains(address));
  }
}
