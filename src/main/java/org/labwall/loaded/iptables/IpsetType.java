package org.labwall.loaded.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.InterfaceName;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.Value;
import org.labwall.loaded.iptables.IpSet.Part;

/**
 * The type of a set, which knows how its elements are written.
 *
 * @param family the family of its addresses; empty where it has none
 * @param bitmap whether it is a bitmap of ports, which holds those of TCP and UDP alike
 */
record IpsetType(Optional<Family> family, List<Part> parts, boolean bitmap) {
  private static final Pattern START = Pattern.compile("0x[0-9a-f]{1,8}");
  private static final Value TCP = new Value.Numbers(ProtocolNames.TCP, ProtocolNames.TCP);
  private static final Value UDP = new Value.Numbers(ProtocolNames.UDP, ProtocolNames.UDP);

  /** The type that the next words tell. */
  static IpsetType read(Line line) {
    String text = line.value();
    if (text.equals("bitmap:port")) {
      options(line, text);
      return new IpsetType(Optional.empty(), List.of(Part.PORT), true);
    }
    if (!text.startsWith("hash:")) {
      throw line.unknown("Sets of the type `" + text + "` are not known here.");
    }
    List<Part> parts = new ArrayList<>();
    for (String word : text.substring("hash:".length()).split(",", -1)) {
      parts.add(
          switch (word) {
            case "ip", "net" -> Part.ADDRESS;
            case "port" -> Part.PORT;
            case "iface" -> Part.INTERFACE;
            default -> throw line.unknown("Sets of the type `" + text + "` are not known here.");
          });
    }
    return new IpsetType(Optional.of(options(line, text)), parts, false);
  }

  /** Reads the options and gives the family that they name. */
  private static Family options(Line line, String type) {
    Family family = Family.IPV4;
    while (line.hasNext()) {
      String option = line.take();
      switch (option) {
        case "family" -> family = family(line);
        case "hashsize", "maxelem", "bucketsize" -> line.number(Integer.MAX_VALUE);
        case "initval" -> initial(line);
        case "range" -> range(line, type);
        case "comment", "counters", "forceadd" -> {
          // They say nothing of what is in the set.
        }
        default -> throw line.unknown("The option `" + option + "` of a set is not known here.");
      }
    }
    return family;
  }

  private static Family family(Line line) {
    String word = line.value();
    return switch (word) {
      case "inet" -> Family.IPV4;
      case "inet6" -> Family.IPV6;
      default -> throw line.malformed("`" + word + "` is no family of a set.");
    };
  }

  private static void initial(Line line) {
    String word = line.value();
    if (!START.matcher(word).matches()) {
      throw line.malformed("`" + word + "` is no start of hashes.");
    }
  }

  private static void range(Line line, String type) {
    if (!type.equals("bitmap:port")) {
      throw line.malformed("Sets of the type `" + type + "` have no range.");
    }
    Operands.ports(line, line.value(), '-');
  }

  /**
   * Reads an element, or several that are written as one, into {@code elements}; what is none of
   * the set although a larger network is, into {@code exceptions}.
   */
  void readElement(Line line, List<Element> elements, List<Element> exceptions) {
    String text = line.value();
    List<Value> values = new ArrayList<>(4);
    if (bitmap) {
      values.add(TCP);
      values.add(Operands.ports(line, text, '-'));
    } else {
      String[] words = text.split(",", -1);
      if (words.length != parts.size()) {
        throw line.malformed("An element of this set has " + parts.size() + " parts.");
      }
      for (int i = 0; i < words.length; i++) {
        value(parts.get(i), words[i], line, values);
      }
    }
    boolean excepted = line.take("nomatch");
    String comment = elementOptions(line);
    excepted |= line.take("nomatch");
    line.end();
    if (excepted && parts.stream().filter(it -> it == Part.ADDRESS).count() != 1) {
      throw line.unknown("`nomatch` is known here with one address only.");
    }
    (excepted ? exceptions : elements)
        .add(new Element(values, Optional.empty(), comment, line.span()));
    if (bitmap) {
      values.set(0, UDP);
      elements.add(new Element(values, Optional.empty(), comment, line.span()));
    }
  }

  private void value(Part part, String word, Line line, List<Value> values) {
    switch (part) {
      case ADDRESS -> values.add(new Value.Addresses(addresses(word, line)));
      case INTERFACE -> values.add(new Value.Interface(interfaceName(word, line)));
      case PORT -> {
        int colon = word.indexOf(':');
        OptionalInt protocol =
            colon < 0
                ? OptionalInt.of(ProtocolNames.TCP)
                : Operands.protocol(word.substring(0, colon));
        if (protocol.isEmpty() || !ProtocolNames.havePorts(NumberSet.of(protocol.getAsInt()))) {
          throw line.unknown("`" + word + "` is no port of a protocol that is known here.");
        }
        values.add(new Value.Numbers(protocol.getAsInt(), protocol.getAsInt()));
        values.add(Operands.ports(line, word.substring(colon + 1), '-'));
      }
    }
  }

  private AddressRange addresses(String word, Line line) {
    Family wanted = family.orElseThrow();
    if (word.indexOf('/') < 0) {
      return Operands.addressRange(line, wanted, word);
    }
    Optional<Prefix> prefix = Prefix.parseLoose(word);
    if (prefix.isEmpty() || prefix.get().family() != wanted) {
      throw line.malformed("`" + word + "` is no network of the set's family.");
    }
    return prefix.get().range();
  }

  private static InterfaceName interfaceName(String word, Line line) {
    if (word.isEmpty() || word.indexOf(':') >= 0) {
      throw line.unknown("`" + word + "` is no name of an interface that is known here.");
    }
    return new InterfaceName(word, false);
  }

  /** Reads the options of an element and gives its comment. */
  private static String elementOptions(Line line) {
    String comment = "";
    while (line.hasNext() && !line.isAt("nomatch")) {
      String option = line.take();
      switch (option) {
        case "comment" -> comment = line.take();
        case "packets", "bytes" -> count(line);
        default ->
            throw line.unknown("The option `" + option + "` of an element is not known here.");
      }
    }
    return comment;
  }

  private static void count(Line line) {
    String word = line.value();
    if (word.isEmpty() || word.chars().anyMatch(c -> c < '0' || c > '9')) {
      throw line.malformed("`" + word + "` is no count.");
    }
  }
}
