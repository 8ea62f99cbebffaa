package org.labwall.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.labwall.backend.Manifest;
import org.labwall.backend.OutputDirectory;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;

/** How an output directory differs from what would be written, as {@code diff -ruN} prints it. */
final class TreeDifference {
  private TreeDifference() {}

  /**
   * The differences of the files whose paths are {@code wanted}, the present ones first; empty
   * where there are none. Those of the MANIFEST follow from the others and are left out.
   */
  static String between(OutputDirectory present, OutputTree next, Predicate<String> wanted)
      throws IOException {
    Set<String> paths = new TreeSet<>(next.files().keySet());
    present.manifest().ifPresent(it -> paths.addAll(it.files().keySet()));
    StringBuilder out = new StringBuilder();
    for (String path : paths) {
      if (wanted.test(path)) {
        Optional<OutputFile> file = Optional.ofNullable(next.files().get(path));
        boolean secret =
            present.manifest().map(it -> it.files().get(path)).equals(Optional.of(Manifest.SECRET));
        out.append(between(path, secret, present.content(path), file));
      }
    }
    return out.toString();
  }

  private static String between(
      String path, boolean secret, Optional<byte[]> present, Optional<OutputFile> next) {
    byte[] before = present.orElse(new byte[0]);
    String after = next.map(OutputFile::content).orElse("");
    if (present.isPresent() == next.isPresent()
        && Arrays.equals(before, after.getBytes(StandardCharsets.UTF_8))) {
      return "";
    }
    String text = new String(before, StandardCharsets.UTF_8);
    if (next.isPresent() && next.get().isSecret()) {
      HiddenSecrets hidden = HiddenSecrets.of(next.get());
      return UnifiedDifference.between(path, hidden.former(text), next.get().shown());
    }
    // Where the secrets are in a former file is not known, but by what stands before them now.
    return secret
        ? "Files a/%s and b/%<s differ, and the former holds a secret\n".formatted(path)
        : UnifiedDifference.between(path, text, after);
  }
}
