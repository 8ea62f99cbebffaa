package org.labwall.loaded.iptables;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Prefix;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.Value;

/**
 * Works out the elements of a set that has exceptions: of the networks that hold an address the
 * smallest decides, where all else of the elements is equal.
 */
final class Exceptions {
  private final int part;
  private final Map<List<Value>, List<Network>> groups = new LinkedHashMap<>();

  /** A network of the set, and the networks in it that decide themselves. */
  private record Network(
      Prefix prefix, Element element, boolean excepted, List<AddressRange> inside)
      implements Comparable<Network> {
    @Override
    public int compareTo(Network other) {
      return prefix.compareTo(other.prefix);
    }
  }

  private Exceptions(int part) {
    this.part = part;
  }

  /**
   * The elements without what the exceptions take from them.
   *
   * @param part the place of the networks among the values
   */
  static List<Element> taken(List<Element> elements, List<Element> exceptions, int part) {
    Exceptions all = new Exceptions(part);
    elements.forEach(it -> all.add(it, false));
    exceptions.forEach(it -> all.add(it, true));
    List<Element> left = new ArrayList<>();
    all.groups.values().forEach(group -> all.resolve(group, left));
    return left;
  }

  private void add(Element element, boolean excepted) {
    List<Value> others = new ArrayList<>(element.values());
    if (others.remove(part) instanceof Value.Addresses(AddressRange range)) {
      List<Network> group = groups.computeIfAbsent(others, it -> new ArrayList<>());
      for (Prefix prefix : range.toPrefixes()) {
        group.add(new Network(prefix, element, excepted, new ArrayList<>()));
      }
    }
  }

  private void resolve(List<Network> group, List<Element> left) {
    group.sort(null);
    Deque<Network> around = new ArrayDeque<>();
    for (Network network : group) {
      while (!around.isEmpty() && !around.peek().prefix().contains(network.prefix())) {
        around.pop();
      }
      if (!around.isEmpty()) {
        if (around.peek().prefix().equals(network.prefix())) {
          throw NotUnderstood.dangling(network.element().span(), "This network is there twice.");
        }
        around.peek().inside().add(network.prefix().range());
      }
      around.push(network);
    }
    group.stream().filter(it -> !it.excepted()).forEach(it -> addRest(it, left));
  }

  private void addRest(Network network, List<Element> left) {
    AddressSet inside = AddressSet.of(network.prefix().family(), network.inside());
    for (AddressRange range : AddressSet.of(network.prefix()).difference(inside).ranges()) {
      Element element = network.element();
      List<Value> values = new ArrayList<>(element.values());
      values.set(part, new Value.Addresses(range));
      left.add(new Element(values, element.verdict(), element.comment(), element.span()));
    }
  }
}
