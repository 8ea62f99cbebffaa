package org.labwall.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tree of one role, as it is written to a directory.
 *
 * @param directory the directory that holds {@code etc}
 */
public record RoleTree(Path directory) {
  private static final Pattern AUTO = Pattern.compile("(?m)^auto (\\S+)$");
  private static final Pattern DHCP = Pattern.compile("(?m)^iface (\\S+) inet dhcp$");
  private static final Pattern ADDRESS = Pattern.compile("(?m)^ +address (\\S+)$");
  private static final Pattern DEVICE =
      Pattern.compile("(?m)^ +vlan-raw-device (\\S+)$|^ +interface (\\S+)$| dev ([^\\s$]+)");
  private static final Pattern TRACKED = Pattern.compile("track_interface \\{([^}]*)}");

  /**
   * The trees of every role of every case, in order: {@code cases/<case>/<role>/etc}, perhaps with
   * a directory more between case and role.
   */
  public static List<RoleTree> below(Path cases) {
    if (!Files.isDirectory(cases)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.find(cases, 4, (path, it) -> path.endsWith("etc"))) {
      return paths.map(Path::getParent).sorted().map(RoleTree::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The case and the role: {@code classic/expected/master}. */
  public String name() {
    int names = directory.getNameCount();
    return directory.subpath(names - 3, names).toString();
  }

  /** The interfaces file, where the role has one. */
  public Path interfaces() {
    return directory.resolve("etc/network/interfaces");
  }

  /** The keepalived configuration, where the role has one. */
  public Path keepalived() {
    return directory.resolve("etc/keepalived/keepalived.conf");
  }

  /** The kernel settings, where the role has some. */
  public Path sysctl() {
    return directory.resolve("etc/sysctl.d/60-labwall.conf");
  }

  /** The filter of IPv4, where the role has one. */
  public Path rules4() {
    return directory.resolve("etc/iptables/rules.v4");
  }

  /** The sets of ipset, where there are any. */
  public Path ipsets() {
    return directory.resolve("etc/iptables/ipsets");
  }

  /** The filter of IPv6, where the role has one. */
  public Path rules6() {
    return directory.resolve("etc/iptables/rules.v6");
  }

  /** The filter of nftables, where the role has one. */
  public Path nftables() {
    return directory.resolve("etc/nftables.conf");
  }

  /** Every interface that a file names, but for the loopback one and those that a file makes. */
  public Set<String> links() {
    Set<String> links = new LinkedHashSet<>(automatic());
    String texts = text(interfaces()) + text(keepalived());
    matches(DEVICE, texts)
        .map(it -> Stream.of(it.group(1), it.group(2), it.group(3)).filter(g -> g != null))
        .forEach(names -> names.forEach(links::add));
    matches(TRACKED, texts)
        .flatMap(it -> it.group(1).strip().lines())
        .map(line -> line.strip().split(" ", 2)[0])
        .forEach(links::add);
    links.removeAll(made());
    links.remove("lo");
    return links;
  }

  /** The interfaces that the file makes by commands of its own. */
  private Set<String> made() {
    Set<String> made = new LinkedHashSet<>();
    String current = "";
    for (String line : text(interfaces()).lines().toList()) {
      String[] words = line.strip().split(" ");
      if (words[0].equals("iface")) {
        current = words[1];
      } else if (line.matches(" +pre-up ip (link|tuntap) add .*")) {
        made.add(current);
      }
    }
    return made;
  }

  /** The interfaces that come up by themselves, in order. */
  public List<String> automatic() {
    return matches(AUTO, text(interfaces())).map(it -> it.group(1)).toList();
  }

  /** The interfaces whose addresses come from a provider. */
  public List<String> dhcp() {
    return matches(DHCP, text(interfaces())).map(it -> it.group(1)).toList();
  }

  /** The addresses that are set, without their lengths. */
  public List<String> addresses() {
    return matches(ADDRESS, text(interfaces())).map(it -> it.group(1).split("/", 2)[0]).toList();
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results();
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
