package org.labwall.filter;

/**
 * How filters are written.
 *
 * @param sets whether the program that reads them compares packets with sets
 * @param list how many rules may stand one after the other before packets find theirs by a search
 * @param interfaces how many interfaces the machine may have before packets find theirs so
 * @param guarded how many it may have before a set tells which addresses belong to which
 */
public record Style(boolean sets, int list, int interfaces, int guarded) {
  private static final int LIST = 32;
  private static final int GUARDED = 8;

  /** More interfaces than any machine has. */
  private static final int NEVER = Integer.MAX_VALUE;

  /** For programs with sets. */
  public static final Style WITH_SETS = new Style(true, LIST, LIST, GUARDED);

  /** For programs with maps, too, which find one interface of many as fast as one of few. */
  public static final Style WITH_MAPS = withMaps(LIST, 8);

  /** For programs without either. */
  public static final Style WITHOUT_SETS = new Style(false, LIST);

  /** A style with one limit for rules and interfaces. */
  public Style(boolean sets, int list) {
    this(sets, list, list, sets ? list : NEVER);
  }

  /** A style for programs with maps. */
  public static Style withMaps(int list, int interfaces) {
    return new Style(true, list, interfaces, NEVER);
  }

  /** A style in which packets find their rules by fewer chains. */
  Style flatter() {
    return new Style(sets, 2 * Math.max(1, list), interfaces, guarded);
  }

  /** The most rules of a chain that is found by a search. */
  int bucket() {
    return list / 2;
  }

  /** How many rules one end of a packet may take before it is found by a set or a search. */
  int side() {
    return Math.max(1, list / 2);
  }
}
