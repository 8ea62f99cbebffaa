package org.labwall.loaded;

/**
 * The name of an interface, or what names start with.
 *
 * @param text the name or its start
 * @param start whether any end may follow
 */
public record InterfaceName(String text, boolean start) implements Comparable<InterfaceName> {

  /** Whether an interface of this name is meant. */
  public boolean matches(String name) {
    return start ? name.startsWith(text) : name.equals(text);
  }

  @Override
  public int compareTo(InterfaceName other) {
    int order = text.compareTo(other.text);
    return order != 0 ? order : Boolean.compare(start, other.start);
  }

  /** The name, with a star behind it where any end may follow. */
  @Override
  public String toString() {
    return start ? text + "*" : text;
  }
}
