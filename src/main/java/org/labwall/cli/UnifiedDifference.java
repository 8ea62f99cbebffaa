package org.labwall.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;

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
    Patch<String> patch = DiffUtils.diff(old, fresh);
    List<String> difference = UnifiedDiffUtils.generateUnifiedDiff(a, b, old, patch, CONTEXT);
    return String.join("\n", difference) + "\n";
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
