package org.labwall.backend.iptables;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.backend.LineCount;
import org.labwall.filter.Filter;
import org.labwall.filter.MemberSet;
import org.labwall.filter.MemberSet.Element;
import org.labwall.filter.MemberSet.Field;

/**
 * The sets of a machine as ipset(8) restores them.
 *
 * <p>A set's name ends with a digest of what it holds: so sets of two policies can stand beside
 * each other while the rules are replaced, and no rule ever sees a set that changes.
 */
final class Ipsets {
  /** What the names of our sets start with. */
  private static final String START = "lw-";

  /** How much of a set's name stays, so that no more than ipset's 31 characters are needed. */
  private static final int STEM_LENGTH = 11;

  /** The digits of a digest to the base of 32: 80 bits. */
  private static final int DIGITS = 16;

  private static final int LEAST_HASHES = 1024;
  private static final int LEAST_ELEMENTS = 65536;

  private final Map<Filter, Map<String, String>> names = new IdentityHashMap<>();
  private final Set<String> written = new HashSet<>();
  private final List<String> texts = new ArrayList<>();

  private Ipsets() {}

  /** The sets of these filters. */
  static Ipsets of(List<Filter> filters) {
    Ipsets ipsets = new Ipsets();
    for (Filter filter : filters) {
      Map<String, String> ofFilter = new LinkedHashMap<>();
      filter.sets().forEach(set -> ofFilter.put(set.name(), ipsets.add(set, filter.family())));
      ipsets.names.put(filter, ofFilter);
    }
    return ipsets;
  }

  /** What ipset calls each set of a filter. */
  Map<String, String> names(Filter filter) {
    return names.getOrDefault(filter, Map.of());
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  /** The file. */
  String text(String source) {
    List<String> all = new ArrayList<>();
    all.add(
        "# Sets of the packet filter, compiled from " + source + "; loaded by ipset restore.\n");
    all.addAll(texts);
    return LineCount.added(String.join("", all));
  }

  /** Which part of the packet each field of the set is compared with. */
  static String directions(MemberSet set) {
    List<String> directions = new ArrayList<>();
    boolean incoming = set.fields().contains(Field.SOURCE);
    for (Field field : set.fields()) {
      boolean source = field == Field.SOURCE || (field == Field.INTERFACE && incoming);
      directions.add(source ? "src" : "dst");
    }
    // ipset has the port between the addresses.
    if (set.fields().size() == 3) {
      directions = List.of("src", "dst", "dst");
    }
    return String.join(",", directions);
  }

  private String add(MemberSet set, Family family) {
    List<String> elements = new ArrayList<>();
    for (Element element : set.elements()) {
      values(set, element).forEach(value -> elements.add(value + comment(element)));
    }
    boolean comments = set.elements().stream().anyMatch(it -> !it.comment().isEmpty());
    String type = type(set, family, elements.size()) + (comments ? " comment" : "");
    String stem = set.name().substring(0, Math.min(set.name().length(), STEM_LENGTH));
    String name = START + stem + "-" + digest(type, elements);
    // Both families may have the same set of ports.
    if (written.add(name)) {
      StringBuilder text = new StringBuilder();
      text.append("create ").append(name).append(' ').append(type).append('\n');
      for (String element : elements) {
        text.append("add ").append(name).append(' ').append(element).append('\n');
      }
      texts.add(text.toString());
    }
    return name;
  }

  /** A digest of a set; every part ends with an end of line, which no part contains. */
  private static String digest(String type, List<String> elements) {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
    sha256.update((type + "\n").getBytes(StandardCharsets.UTF_8));
    elements.forEach(it -> sha256.update((it + "\n").getBytes(StandardCharsets.UTF_8)));
    BigInteger all = new BigInteger(1, sha256.digest());
    String digits = all.shiftRight(256 - 5 * DIGITS).toString(32);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }

  private static String comment(Element element) {
    return element.comment().isEmpty()
        ? ""
        : " comment " + RestoreText.setComment(element.comment());
  }

  private static String type(MemberSet set, Family family, int size) {
    if (set.fields().equals(List.of(Field.PORT))) {
      return "bitmap:port range 0-65535";
    }
    String type =
        switch (set.fields().size()) {
          case 1 -> "hash:net";
          case 2 -> set.fields().contains(Field.INTERFACE) ? "hash:net,iface" : "hash:ip,port";
          default -> "hash:ip,port,ip";
        };
    int hashes = Math.max(LEAST_HASHES, Integer.highestOneBit(Math.max(1, size - 1)) << 1);
    return type
        + (family == Family.IPV4 ? " family inet" : " family inet6")
        + " hashsize "
        + hashes
        + " maxelem "
        + Math.max(LEAST_ELEMENTS, size);
  }

  /** The texts of an element, more than one where its addresses are no prefix. */
  private static List<String> values(MemberSet set, Element element) {
    String port =
        element.ports().map(it -> protocol(set.protocol().orElseThrow()) + it.first()).orElse("");
    if (set.fields().equals(List.of(Field.PORT))) {
      return List.of(Integer.toString(element.ports().orElseThrow().first()));
    }
    List<String> values = new ArrayList<>(List.of(""));
    element.source().ifPresent(it -> multiply(values, it));
    if (!port.isEmpty() && element.source().isPresent()) {
      values.replaceAll(it -> it + "," + port);
    }
    element.destination().ifPresent(it -> multiply(values, it));
    if (!port.isEmpty() && element.source().isEmpty()) {
      values.replaceAll(it -> it + "," + port);
    }
    element
        .device()
        .ifPresent(
            device -> {
              String nomatch = device.excepted() ? " nomatch" : "";
              values.replaceAll(it -> it + "," + device.name() + nomatch);
            });
    return values;
  }

  private static void multiply(List<String> values, AddressRange range) {
    List<String> before = List.copyOf(values);
    values.clear();
    for (String start : before) {
      for (Prefix prefix : range.toPrefixes()) {
        boolean host = prefix.length() == prefix.family().bits();
        values.add((start.isEmpty() ? "" : start + ",") + (host ? prefix.first() : prefix));
      }
    }
  }

  private static String protocol(int number) {
    return switch (number) {
      case 6 -> "tcp:";
      case 17 -> "udp:";
      case 132 -> "sctp:";
      default -> throw new IllegalArgumentException("ports of protocol " + number);
    };
  }
}
