package org.labwall.loaded.iptables;

import java.util.Arrays;
import java.util.OptionalInt;
import org.labwall.loaded.Complaints;
import org.labwall.loaded.NotUnderstood;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * One line as iptables-restore and ipset take it apart: at blanks, where double quotes keep a word
 * together and a backslash in them stands before the character that is meant.
 *
 * <p>It is walked through once, from the first word to the last.
 */
final class Line {
  /** The longest line that iptables-restore reads. */
  private static final int LONGEST = 10240;

  private final SourceFile file;
  private final boolean escapes;
  private final StringBuilder word = new StringBuilder();
  private String[] words = new String[32];
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private boolean[] quoted = new boolean[32];
  private int count;
  private int next;
  private int start;
  private int end;

  /**
   * Takes lines of {@code file} apart.
   *
   * @param escapes whether a backslash means something in quotes
   */
  Line(SourceFile file, boolean escapes) {
    this.file = file;
    this.escapes = escapes;
  }

  /** Reads a line that is taken apart. */
  @FunctionalInterface
  interface Reader {
    /**
     * Reads it.
     *
     * @param ended whether a newline stands behind it
     */
    void read(boolean ended);
  }

  /** Has every line of the file read that says anything; what is not understood is a complaint. */
  void each(Complaints complaints, Reader reader) {
    String text = file.text();
    int from = 0;
    while (from < text.length() && !complaints.areEnough()) {
      int newline = text.indexOf('\n', from);
      int to = newline < 0 ? text.length() : newline;
      if (text.charAt(from) != '#') {
        try {
          read(from, to);
          if (hasNext()) {
            reader.read(newline >= 0);
          }
        } catch (NotUnderstood problem) {
          complaints.add(problem);
        }
      }
      from = to + 1;
    }
  }

  /** Takes apart the characters from {@code from} to {@code to}. */
  void read(int from, int to) {
    start = from;
    end = to;
    count = 0;
    next = 0;
    if (to - from > LONGEST) {
      throw NotUnderstood.malformed(
          new Span(file, from, from + 1), "A line has at most " + LONGEST + " characters.");
    }
    String text = file.text();
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t') {
        at++;
      } else {
        at = readWord(text, at, to);
      }
    }
  }

  private int readWord(String text, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) > ' ' && text.charAt(at) != '"') {
      at++;
    }
    if (at == to || text.charAt(at) == ' ' || text.charAt(at) == '\t') {
      add(text.substring(from, at), from, at, false);
      return at;
    }
    if (text.charAt(at) != '"') {
      throw NotUnderstood.malformed(
          new Span(file, at, at + 1), "A control character stands in this line.");
    }
    word.setLength(0);
    word.append(text, from, at);
    int open = at++;
    for (; at < to && text.charAt(at) != '"'; at++) {
      if (escapes && text.charAt(at) == '\\' && at + 1 < to) {
        at++;
      }
      word.append(text.charAt(at));
    }
    if (at >= to) {
      throw NotUnderstood.malformed(new Span(file, open, to), "This quote is not closed.");
    }
    add(word.toString(), from, at + 1, true);
    return at + 1;
  }

  private void add(String text, int from, int to, boolean inQuotes) {
    if (count == words.length) {
      words = Arrays.copyOf(words, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      quoted = Arrays.copyOf(quoted, 2 * count);
    }
    words[count] = text;
    starts[count] = from;
    ends[count] = to;
    quoted[count++] = inQuotes;
  }

  /** Whether a word is left. */
  boolean hasNext() {
    return next < count;
  }

  /** Whether the next word is this one and in no quotes; it is taken then. */
  boolean take(String expected) {
    boolean there = isAt(expected);
    next += there ? 1 : 0;
    return there;
  }

  /** Whether the next word is this one and in no quotes. */
  boolean isAt(String expected) {
    return next < count && !quoted[next] && words[next].equals(expected);
  }

  /** Whether the next word is an option, or there is none. */
  boolean isAtOption() {
    return next == count || (!quoted[next] && (words[next].startsWith("-") || isNegation()));
  }

  private boolean isNegation() {
    return words[next].equals("!");
  }

  /** The next word, which must be there. */
  void skip() {
    while (hasNext()) {
      take();
    }
  }

  String take() {
    if (next == count) {
      throw NotUnderstood.malformed(
          count == 0 ? span() : new Span(file, starts[count - 1], end),
          "Something is missing at the end of this line.");
    }
    return words[next++];
  }

  /** The next word, which is a value and no option. */
  String value() {
    if (next < count && isAtOption()) {
      throw malformed("A value is missing before `" + take() + "`.");
    }
    return take();
  }

  /** Fails unless all words are taken. */
  void end() {
    if (next < count) {
      throw malformed("Nothing is known to follow here, but `" + take() + "` does.");
    }
  }

  /** The next word as a decimal number up to {@code highest}. */
  int number(int highest) {
    String text = value();
    OptionalInt number = Operands.number(text, highest);
    if (number.isEmpty()) {
      throw malformed("`" + text + "` is no number from 0 to " + highest + ".");
    }
    return number.getAsInt();
  }

  /** What to say of the word that was taken last. */
  NotUnderstood malformed(String message) {
    return NotUnderstood.malformed(last(), message);
  }

  /** The same of something that may be good. */
  NotUnderstood unknown(String message) {
    return NotUnderstood.unknown(last(), message);
  }

  /** The same of a name. */
  NotUnderstood dangling(String message) {
    return NotUnderstood.dangling(last(), message);
  }

  /** Where the word stands that was taken last. */
  Span last() {
    int index = Math.max(0, next - 1);
    return count == 0 ? span() : new Span(file, starts[index], ends[index]);
  }

  /** Where the line stands. */
  Span span() {
    return new Span(file, start, end);
  }
}
