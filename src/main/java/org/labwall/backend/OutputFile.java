package org.labwall.backend;

/**
 * One generated file.
 *
 * @param path its path on the target, without a leading slash: {@code etc/network/interfaces}
 * @param content its text, ending with an end of line
 * @param executable whether it is a program
 */
public record OutputFile(String path, String content, boolean executable) {

  public OutputFile {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException("a path that escapes its tree: " + path);
      }
    }
    if (!content.isEmpty() && !content.endsWith("\n")) {
      throw new IllegalArgumentException("no end of line at the end of " + path);
    }
  }

  /** A file that is no program. */
  public OutputFile(String path, String content) {
    this(path, content, false);
  }

  /** A program. */
  public static OutputFile executable(String path, String content) {
    return new OutputFile(path, content, true);
  }

  /** The same file below {@code directory}. */
  public OutputFile in(String directory) {
    return new OutputFile(directory + "/" + path, content, executable);
  }
}
