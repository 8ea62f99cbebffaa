package org.labwall.loaded.iptables;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Prefix;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.Value;
import org.labwall.loaded.iptables.IpSet.Part;

/**
 * Works out the elements of a set that has exceptions: of the networks that hold an address the
 * smallest decides, where all else of the elements is equal. In sets with interfaces it decides
 * whatever the interface is: the kernel then looks at no larger one.
 */
final class Exceptions {
  private final int part;
  private final Map<List<Value>, List<Network>> groups = new LinkedHashMap<>();

  /** A network of the set. */
  private record Network(Prefix prefix, Element element, boolean excepted) {}

  private Exceptions(int part) {
    this.part = part;
  }

  /** Whether smaller networks of such a set take anything from larger ones without exceptions. */
  static boolean areImplied(List<Part> parts) {
    return parts.contains(Part.INTERFACE);
  }

  /**
   * The elements without what the exceptions take from them.
   *
   * @param parts what an element consists of, one address among them
   */
  static List<Element> taken(List<Element> elements, List<Element> exceptions, List<Part> parts) {
    Exceptions all = new Exceptions(parts.indexOf(Part.ADDRESS));
    elements.forEach(it -> all.add(it, false));
    exceptions.forEach(it -> all.add(it, true));
    List<Network> together = all.groups.values().stream().flatMap(List::stream).toList();
    Map<Prefix, List<AddressRange>> inAny = areImplied(parts) ? inside(together) : Map.of();
    List<Element> left = new ArrayList<>();
    for (List<Network> group : all.groups.values()) {
      all.resolve(group, areImplied(parts) ? inAny : inside(group), left);
    }
    return left;
  }

  private void add(Element element, boolean excepted) {
    List<Value> others = new ArrayList<>(element.values());
    if (others.remove(part) instanceof Value.Addresses(AddressRange range)) {
      List<Network> group = groups.computeIfAbsent(others, it -> new ArrayList<>());
      for (Prefix prefix : range.toPrefixes()) {
        group.add(new Network(prefix, element, excepted));
      }
    }
  }

  /** The largest networks in each network, which decide themselves. */
  private static Map<Prefix, List<AddressRange>> inside(Collection<Network> networks) {
    TreeSet<Prefix> prefixes = new TreeSet<>();
    networks.forEach(it -> prefixes.add(it.prefix));
    Map<Prefix, List<AddressRange>> inside = new HashMap<>();
    Deque<Prefix> around = new ArrayDeque<>();
    for (Prefix prefix : prefixes) {
      while (!around.isEmpty() && !around.peek().contains(prefix)) {
        around.pop();
      }
      if (!around.isEmpty()) {
        inside.computeIfAbsent(around.peek(), it -> new ArrayList<>()).add(prefix.range());
      }
      around.push(prefix);
    }
    return inside;
  }

  private void resolve(
      List<Network> group, Map<Prefix, List<AddressRange>> inside, List<Element> left) {
    TreeSet<Prefix> seen = new TreeSet<>();
    for (Network network : group) {
      if (!seen.add(network.prefix)) {
        throw NotUnderstood.dangling(network.element.span(), "This network is there twice.");
      }
    }
    group.stream()
        .filter(it -> !it.excepted)
        .forEach(it -> addRest(it, inside.getOrDefault(it.prefix, List.of()), left));
  }

  private void addRest(Network network, List<AddressRange> inside, List<Element> left) {
    AddressSet others = AddressSet.of(network.prefix.family(), inside);
    for (AddressRange range : AddressSet.of(network.prefix).difference(others).ranges()) {
      Element element = network.element;
      List<Value> values = new ArrayList<>(element.values());
      values.set(part, new Value.Addresses(range));
      left.add(new Element(values, element.verdict(), element.comment(), element.span()));
    }
  }
}
