package org.labwall.parse;

import java.util.List;

/**
 * One statement's line, or a block's end, a comment or nothing, on its way into the canonical form.
 *
 * @param depth the blocks around it
 * @param table the table that it is a row of, if its neighbours are too
 * @param cells the words that are aligned with those of its neighbours
 * @param rest what follows them, with the space or the broken line between
 * @param comment the comment at its end, {@code #} included, or nothing
 * @param continuesComment whether this is only a comment, which goes on with that of the line
 *     before
 */
record FormatLine(
    int depth,
    Table table,
    List<String> cells,
    String rest,
    String comment,
    boolean continuesComment) {

  /** The tables that lines can be rows of. */
  enum Table {
    NONE(0, false),
    /**
     * {@code DEV} and {@code VLAN}: keyword, name or id, device; then each has columns of its own.
     */
    DEVICES(3, false),
    /**
     * {@code HOST}, {@code NET}, {@code GROUP}, {@code SERVICE}: keyword and name before a list.
     */
    NAMES(2, true),
    /** {@code ROUTE}: keyword and destination before the gateway. */
    ROUTES(2, true),
    /** {@code VPN} with a network: keyword and network before the options. */
    VPNS(2, true),
    /** {@code VPNUSER}: keyword, user and network before the addresses. */
    USERS(3, true);

    /** How many columns mean the same in all the statements of the table. */
    final int shared;

    /** Whether the rest of the line starts in a column, too. */
    final boolean alignsRest;

    Table(int shared, boolean alignsRest) {
      this.shared = shared;
      this.alignsRest = alignsRest;
    }
  }

  FormatLine {
    cells = List.copyOf(cells);
  }

  boolean isBlank() {
    return !hasCode() && comment.isEmpty();
  }

  boolean hasCode() {
    return !cells.isEmpty() || !rest.isEmpty();
  }

  /** Whether a block starts behind it. */
  boolean opens() {
    return rest.endsWith("{");
  }

  /** Whether it is the end of a block. */
  boolean closes() {
    return rest.equals("}");
  }

  /** What the line starts with: the statement's keyword. */
  String keyword() {
    return cells.getFirst();
  }
}
