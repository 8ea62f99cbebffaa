package org.labwall.lab.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.labwall.Sites;
import org.labwall.address.Address;
import org.labwall.diagnostic.Diagnostic;

class ThisMachineTest {
  @Test
  void whatForwardsBetweenNetworksLeadsPastTheFilter() {
    assertEquals(
        Optional.of(
            "This machine stands in `VLAN10`, `VLAN20` and forwards: who takes it for his gateway"
                + " passes by the filter."),
        warning(true, "172.16.10.7", "172.16.20.7", "127.0.0.1"));
    assertEquals(Optional.empty(), warning(true, "172.16.10.7", "127.0.0.1"));
    assertEquals(Optional.empty(), warning(false, "172.16.10.7", "172.16.20.7"));
  }

  private static Optional<String> warning(boolean forwards, String... addresses) {
    List<Address> own = Stream.of(addresses).map(it -> Address.parse(it).orElseThrow()).toList();
    return new ThisMachine(own, forwards).warning(Sites.classic()).map(Diagnostic::message);
  }
}
