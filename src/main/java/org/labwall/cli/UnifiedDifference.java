package org.labwall.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** How two texts differ, as {@code diff -u} prints it. */
final class UnifiedDifference {
  private static final int CONTEXT = 3;

  private UnifiedDifference() {}

  /** The difference of two texts that are not the same, both of the file {@code path}. */
  static String between(String path, String before, String after) {
    List<String> old = lines(before);
    List<String> fresh = lines(after);
    String a = "a/" + path;
    String b = "b/" + path;
    if (old.equals(fresh)) {
      // Bytes that are no text, or a file without a line.
      return "Files " + a + " and " + b + " differ\n";
    }
    List<String> difference =
        UnifiedDiffUtils.generateUnifiedDiff(a, b, old, patch(old, fresh), CONTEXT);
    return String.join("\n", difference) + "\n";
  }

  /**
   * The changes from one list to the other.
   *
   * <p>The search takes time that grows with the square of the changes, and a line more at the top
   * of a source changes every line of a filter, which cites it. So lines that only one side has are
   * set aside first.
   */
  private static Patch<String> patch(List<String> old, List<String> fresh) {
    BitSet oldShared = shared(old, fresh);
    BitSet freshShared = shared(fresh, old);
    int[] oldIndices = oldShared.stream().toArray();
    int[] freshIndices = freshShared.stream().toArray();
    MyersDiffWithLinearSpace<String> search = new MyersDiffWithLinearSpace<>(String::equals);
    Patch<String> among = DiffUtils.diff(pick(old, oldIndices), pick(fresh, freshIndices), search);
    for (AbstractDelta<String> delta : among.getDeltas()) {
      clear(oldShared, oldIndices, delta.getSource());
      clear(freshShared, freshIndices, delta.getTarget());
    }
    Patch<String> patch = new Patch<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < fresh.size()) {
      int oldEnd = next(oldShared, i, old.size());
      int freshEnd = next(freshShared, j, fresh.size());
      if (i < oldEnd || j < freshEnd) {
        patch.addDelta(
            new ChangeDelta<>(
                new Chunk<>(i, old.subList(i, oldEnd)),
                new Chunk<>(j, fresh.subList(j, freshEnd))));
      }
      i = oldEnd + 1;
      j = freshEnd + 1;
    }
    return patch;
  }

  private static BitSet shared(List<String> lines, List<String> others) {
    Set<String> known = new HashSet<>(others);
    BitSet shared = new BitSet();
    IntStream.range(0, lines.size())
        .filter(it -> known.contains(lines.get(it)))
        .forEach(shared::set);
    return shared;
  }

  private static List<String> pick(List<String> lines, int[] indices) {
    return Arrays.stream(indices).mapToObj(lines::get).toList();
  }

  private static void clear(BitSet shared, int[] indices, Chunk<String> chunk) {
    for (int i = 0; i < chunk.size(); i++) {
      shared.clear(indices[chunk.getPosition() + i]);
    }
  }

  private static int next(BitSet shared, int from, int size) {
    int next = shared.nextSetBit(from);
    return next < 0 ? size : next;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    String last = lines.removeLast();
    if (!last.isEmpty()) {
      lines.add(last + "\n\\ No newline at end of file");
    }
    return lines;
  }
}
