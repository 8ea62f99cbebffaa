package org.labwall.packet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of diagrams, each of them once. A node is an array: its dimension, then for each edge
 * the number behind its last and the function that holds up to there.
 */
final class DiagramNodes {
  private final long most;
  private long size;
  private int[][] nodes = new int[1024][];
  private int count;

  /** By hash, open addressing: a node's handle plus one. */
  private int[] table = new int[4096];

  /** Nodes of so many edges together at most; then {@link DiagramLimitException} is thrown. */
  DiagramNodes(long most) {
    this.most = most;
  }

  /** How many nodes there are. */
  int count() {
    return count;
  }

  /** The node of a handle. */
  int[] get(int handle) {
    return nodes[handle];
  }

  static int dimension(int[] node) {
    return node[0];
  }

  /** How many edges a node has; none where there is no node. */
  static int edges(int @Nullable [] node) {
    return node == null ? 0 : node.length / 2;
  }

  static int end(int[] node, int edge) {
    return node[1 + 2 * edge];
  }

  static int child(int[] node, int edge) {
    return node[2 + 2 * edge];
  }

  /** A node to be, with at most {@code edges} edges. */
  Draft draft(int dimension, int edges) {
    return new Draft(dimension, edges);
  }

  /** A node whose edges are being added, in ascending order. */
  final class Draft {
    private final int[] node;
    private int length = 1;

    private Draft(int dimension, int edges) {
      node = new int[1 + 2 * edges];
      node[0] = dimension;
    }

    /** Says which function holds for the numbers below {@code end} that none has yet. */
    void add(int end, int child) {
      if (end == (length == 1 ? 0 : node[length - 2])) {
        return;
      }
      if (length > 1 && node[length - 1] == child) {
        node[length - 2] = end;
      } else {
        node[length++] = end;
        node[length++] = child;
      }
    }

    /** The handle of the node; that of its child where it has but one. */
    int node() {
      return length == 3
          ? node[2]
          : unique(length == node.length ? node : Arrays.copyOf(node, length));
    }
  }

  private int unique(int[] node) {
    int slot = slot(table, node);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    size += node.length / 2;
    if (size > most) {
      throw new DiagramLimitException();
    }
    if (count == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * count);
    }
    nodes[count++] = node;
    table[slot] = count;
    if (2 * count > table.length) {
      int[] wider = new int[2 * table.length];
      for (int i = 0; i < count; i++) {
        wider[slot(wider, nodes[i])] = i + 1;
      }
      table = wider;
    }
    return count - 1;
  }

  /** Where a node is in a table, or would be. */
  private int slot(int[] in, int[] node) {
    int slot = DiagramMemo.mixed(Arrays.hashCode(node)) & (in.length - 1);
    while (in[slot] != 0 && !Arrays.equals(nodes[in[slot] - 1], node)) {
      slot = (slot + 1) & (in.length - 1);
    }
    return slot;
  }
}
