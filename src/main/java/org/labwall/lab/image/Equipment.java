package org.labwall.lab.image;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.labwall.backend.OutputFile;
import org.labwall.lab.Daemon;

/**
 * What a machine needs from one package of Debian, and when.
 *
 * @param debianPackage the package
 * @param programs its programs
 * @param files its other files and directories, those that must be there
 * @param wanted whether a machine with these files needs it
 */
record Equipment(
    String debianPackage,
    List<String> programs,
    List<String> files,
    Predicate<List<OutputFile>> wanted) {

  /** Everything that an image may hold. */
  static final List<Equipment> ALL =
      all(
          always("busybox-static", List.of("busybox"), List.of()),
          always("coreutils", List.of("printenv"), List.of()),
          always("dash", List.of("dash"), List.of("/bin/sh")),
          always("debianutils", List.of("run-parts"), List.of()),
          always("grep", List.of("grep"), List.of()),
          always("mawk", List.of("awk"), List.of()),
          always("netbase", List.of(), List.of("/etc/protocols", "/etc/services")),
          always("procps", List.of("sysctl"), List.of()),
          always("sed", List.of("sed"), List.of()),
          always("util-linux", List.of("flock", "unshare"), List.of()),
          always("iproute2", List.of("ip", "bridge", "ss"), List.of("/etc/iproute2")),
          always("ifupdown", List.of("ifup", "ifdown", "ifquery"), List.of("/lib/ifupdown")),
          hooks("vlan", "vlan-raw-device ", "if-pre-up.d/vlan", "if-post-down.d/vlan"),
          hooks(
              "ifenslave",
              "bond-slaves ",
              "if-pre-up.d/ifenslave",
              "if-up.d/ifenslave",
              "if-post-down.d/ifenslave"),
          new Equipment(
              "bridge-utils",
              List.of("brctl"),
              List.of(
                  "/etc/network/if-pre-up.d/bridge",
                  "/etc/network/if-post-down.d/bridge",
                  "/lib/bridge-utils"),
              interfaces("bridge_ports ").or(interfaces("bridge-ports "))),
          new Equipment(
              "isc-dhcp-client",
              List.of("dhclient"),
              List.of("/sbin/dhclient-script", "/etc/dhcp"),
              interfaces(" inet dhcp\n")),
          new Equipment(
              "iptables",
              List.of(
                  "iptables",
                  "iptables-restore",
                  "iptables-save",
                  "ip6tables",
                  "ip6tables-restore",
                  "ip6tables-save"),
              List.of("xtables"),
              file("etc/iptables/")),
          new Equipment("ipset", List.of("ipset"), List.of(), file("etc/iptables/ipsets")),
          new Equipment("nftables", List.of("nft"), List.of(), file("etc/nftables.conf")));

  Equipment {
    programs = List.copyOf(programs);
    files = List.copyOf(files);
  }

  private static List<Equipment> all(Equipment... others) {
    return Stream.concat(
            Stream.of(others), Arrays.stream(Daemon.Kind.values()).map(Equipment::daemon))
        .toList();
  }

  private static Equipment daemon(Daemon.Kind kind) {
    return new Equipment(
        kind.debianPackage(),
        List.of(kind.program()),
        List.of(),
        files -> files.stream().map(OutputFile::path).anyMatch(kind::isFor));
  }

  private static Equipment always(String debianPackage, List<String> programs, List<String> files) {
    return new Equipment(debianPackage, programs, files, any -> true);
  }

  private static Equipment hooks(String debianPackage, String option, String... hooks) {
    List<String> files = List.of(hooks).stream().map(it -> "/etc/network/" + it).toList();
    return new Equipment(debianPackage, List.of(), files, interfaces(option));
  }

  private static Predicate<List<OutputFile>> file(String prefix) {
    return files -> files.stream().anyMatch(it -> it.path().startsWith(prefix));
  }

  private static Predicate<List<OutputFile>> interfaces(String words) {
    return files ->
        files.stream()
            .filter(it -> it.path().equals("etc/network/interfaces"))
            .anyMatch(it -> it.content().contains(words));
  }
}
