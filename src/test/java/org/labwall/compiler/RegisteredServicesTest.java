package org.labwall.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.labwall.compiler.Catalogue.Packets;
import org.labwall.compiler.Catalogue.ServiceEntry;

/** Compares the library with /etc/services, which holds what IANA has registered and is used. */
class RegisteredServicesTest {
  private static final Path REGISTRY = Path.of("/etc/services");

  /** Where the library knows better, and why. */
  private static final Map<String, String> DEVIATIONS =
      Map.ofEntries(
          Map.entry("amanda", "Its older clients are asked by UDP, which the helper follows."),
          Map.entry("amqp", "Nobody speaks AMQP over SCTP."),
          Map.entry("hylafax", "Its older protocol, with a port of its own, is still offered."),
          Map.entry("https", "HTTP/3 is a choice of its own, `quic`."),
          Map.entry("ldaps", "Nobody speaks LDAP inside DTLS."),
          Map.entry("ms-wbt-server", "Desktops of Windows use UDP since 2012."),
          Map.entry("nut", "Its daemon listens to TCP alone."),
          Map.entry("radius", "The name of both ports, as FireHOL has it; TCP was never used."),
          Map.entry("radius-acct", "TCP was never used: where it is, it is `radsec`."),
          Map.entry("sip-tls", "SIP inside DTLS is not used."),
          Map.entry("snmp", "Agents listen to UDP alone."),
          Map.entry("snmp-trap", "Traps come by UDP alone."),
          Map.entry("snmptrap", "Traps come by UDP alone."),
          Map.entry("syslog", "The registry gives TCP to rsh; `syslog-tcp` says so."),
          Map.entry("tacacs", "TACACS+ uses TCP; what used UDP is of 1984."),
          Map.entry("x11", "The registry names the first screens one by one."));

  @Test
  void portsAreThoseOfTheRegistry() throws IOException {
    assumeTrue(Files.isReadable(REGISTRY), "There is no /etc/services; Debian's netbase has it.");
    Map<String, Set<String>> registered = registered();
    List<String> wrong = new ArrayList<>();
    Set<String> deviating = new TreeSet<>();
    int compared = 0;
    for (Catalogue.Entry entry : new Catalogue().entries()) {
      Set<String> ports = registered.get(entry.name());
      if (ports == null || !(entry instanceof ServiceEntry service)) {
        continue;
      }
      compared++;
      Set<String> own = new TreeSet<>(service.packets().stream().map(Packets::text).toList());
      if (!own.equals(ports)) {
        deviating.add(entry.name());
        if (!DEVIATIONS.containsKey(entry.name())) {
          wrong.add(entry.name() + " is " + own + ", and " + ports + " in " + REGISTRY);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(
        new TreeSet<>(DEVIATIONS.keySet()),
        deviating,
        "those that deviate no longer, or are not there");
    assertTrue(compared > 100, compared + " compared");
  }

  /** Ports such as {@code tcp/80} by name; a second name counts like the first. */
  private static Map<String, Set<String>> registered() throws IOException {
    Map<String, Set<String>> registered = new TreeMap<>();
    for (String line : Files.readAllLines(REGISTRY)) {
      List<String> words = Arrays.asList(line.replaceFirst("#.*", "").strip().split("\\s+", -1));
      if (words.size() < 2 || words.get(1).endsWith("/ddp")) { // AppleTalk
        continue;
      }
      String[] port = words.get(1).split("/", 2);
      for (int i = 0; i < words.size(); i++) {
        if (i != 1) {
          registered
              .computeIfAbsent(words.get(i), name -> new TreeSet<>())
              .add(port[1] + "/" + port[0]);
        }
      }
    }
    return registered;
  }
}
