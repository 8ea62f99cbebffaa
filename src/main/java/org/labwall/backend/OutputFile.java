package org.labwall.backend;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.labwall.model.Secret;

/**
 * One generated file.
 *
 * @param path its path on the target, without a leading slash: {@code etc/network/interfaces}
 * @param content its text, ending with an end of line
 * @param executable whether it is a program
 * @param secrets where secrets stand in the text, in its order
 */
public record OutputFile(String path, String content, boolean executable, List<Held> secrets) {

  /**
   * A secret in the text.
   *
   * @param start the offset of its first character, quotes included
   * @param end the offset behind its last one
   */
  public record Held(int start, int end, Secret secret) {}

  public OutputFile {
    secrets = List.copyOf(secrets);
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException("a path that escapes its tree: " + path);
      }
    }
    if (!content.isEmpty() && !content.endsWith("\n")) {
      throw new IllegalArgumentException("no end of line at the end of " + path);
    }
  }

  /** A file without secrets. */
  public OutputFile(String path, String content, boolean executable) {
    this(path, content, executable, List.of());
  }

  /** A file without secrets that is no program. */
  public OutputFile(String path, String content) {
    this(path, content, false);
  }

  /** A program. */
  public static OutputFile executable(String path, String content) {
    return new OutputFile(path, content, true);
  }

  /** The same file below {@code directory}. */
  public OutputFile in(String directory) {
    return at(directory + "/" + path);
  }

  /** The same file at another path. */
  public OutputFile at(String other) {
    return new OutputFile(other, content, executable, secrets);
  }

  /** Whether nobody but the owner of the file may read it. */
  public boolean isSecret() {
    return !secrets.isEmpty();
  }

  /** The text with a fingerprint in the place of each secret, for everybody to see. */
  public String shown() {
    Map<Secret, String> shown =
        secrets.stream()
            .map(Held::secret)
            .distinct()
            .collect(Collectors.toMap(it -> it, Secret::shown));
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Held held : secrets) {
      out.append(content, from, held.start()).append(shown.get(held.secret()));
      from = held.end();
    }
    return out.append(content, from, content.length()).toString();
  }

  /** Whatever prints a file prints no secret. */
  @Override
  public String toString() {
    return isSecret() ? path + " with secrets" : path + "\n" + content;
  }
}
