package org.labwall.traps;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.labwall.Complaints;
import org.labwall.address.Family;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.compiler.Compilation;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SecretSources;
import org.labwall.expand.SourceReader;

/**
 * What a source becomes for each firewall.
 *
 * @param files all files by their paths; none where the source has errors
 * @param complaints what is said of the source, a line for each
 */
record Compiled(Map<Firewall, Map<String, OutputFile>> files, List<String> complaints) {
  /** Five lines; what a test adds begins with the sixth. */
  private static final String SITE =
      """
      DEV  internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1 inet6 2001:db8:1::/64 ::2 via ::1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.1 staff
      VLAN 20 eth0 172.16.20.0/24 172.16.20.1 lab inet6 2001:db8:20::/64 ::1
      VLAN 30 eth0 2001:db8:30::/64 ::1 six
      allow from staff to self ssh
      """;

  private static final LocalDate DATE = LocalDate.of(2026, 1, 31);

  /** A small site with some lines more. */
  static Compiled compile(String... lines) {
    return of(SITE + String.join("\n", lines) + "\n");
  }

  static Compiled of(String source) {
    Map<Firewall, Map<String, OutputFile>> files = new EnumMap<>(Firewall.class);
    List<String> complaints = List.of();
    for (Firewall firewall : Firewall.values()) {
      Diagnostics diagnostics = new Diagnostics();
      Optional<Compilation> compilation =
          Compiler.compile(
              SourceReader.of(file(source)),
              new Compiler.Options(
                  DATE, OptionalInt.empty(), false, firewall, SecretSources.STAND_IN),
              diagnostics);
      files.put(firewall, Map.of());
      compilation.ifPresent(it -> files.put(firewall, it.tree().files()));
      complaints = Complaints.of(diagnostics).lines().toList();
    }
    return new Compiled(files, complaints);
  }

  private static Path file(String source) {
    try {
      Path file = Jimfs.newFileSystem(Configuration.unix()).getPath("site.lw");
      return Files.writeString(file, source);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The codes of what is said, with the lines: {@code LW070 12}. */
  List<String> codes() {
    return complaints.stream().map(it -> it.replaceFirst("^(\\S+ \\d+):.*", "$1")).toList();
  }

  /** The text of one file. */
  String text(Firewall firewall, String path) {
    OutputFile file = files.getOrDefault(firewall, Map.of()).get(path);
    return file == null ? "" : file.content();
  }

  /** The packet filter of a role in one family, as one of the programs reads it. */
  List<String> filter(Firewall firewall, Family family, String role) {
    boolean four = family == Family.IPV4;
    return switch (firewall) {
      case IPTABLES, IPTABLES_ONLY ->
          text(firewall, role + "/etc/iptables/rules." + (four ? "v4" : "v6")).lines().toList();
      case NFTABLES -> {
        String all = text(firewall, role + "/etc/nftables.conf");
        int six = all.indexOf("table ip6 labwall {");
        yield (four ? all.substring(0, six) : all.substring(six)).lines().toList();
      }
    };
  }

  /** The rules of the one role that come of a line of the source, in one family. */
  List<String> of(int line, Firewall firewall, Family family) {
    Pattern place = Pattern.compile("site\\.lw:" + line + "\\b");
    return filter(firewall, family, "router").stream()
        .filter(it -> place.matcher(it).find())
        .toList();
  }

  /** The rules that come of a line, for all firewalls and both families. */
  List<String> of(int line) {
    List<String> all = new ArrayList<>();
    for (Firewall firewall : Firewall.values()) {
      for (Family family : Family.values()) {
        all.addAll(of(line, firewall, family));
      }
    }
    return all;
  }

  /** The families in which a line has rules; it has to have them for all firewalls, or none. */
  Set<Family> families(int line) {
    Set<Family> families = EnumSet.noneOf(Family.class);
    for (Family family : Family.values()) {
      long count = files.keySet().stream().filter(it -> !of(line, it, family).isEmpty()).count();
      if (count != 0 && count != files.size()) {
        throw new AssertionError("line " + line + " has rules for some firewalls only");
      }
      if (count != 0) {
        families.add(family);
      }
    }
    return families;
  }
}
