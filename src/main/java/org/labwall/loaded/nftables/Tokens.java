package org.labwall.loaded.nftables;

import java.util.OptionalInt;
import org.labwall.loaded.NotUnderstood;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * The words of a file, one after the other.
 *
 * <p>A word is a run of characters between blanks, braces, commas and the like; an address with its
 * port, or a range, is one. The end of a line is a token, too, where it is not escaped.
 */
final class Tokens {
  private static final String SINGLE = "{}();,&|@";
  private static final String COMPARING = "!=<>";
  private static final int SHOWN = 40;

  private final SourceFile file;
  private final String text;
  private Kind kind = Kind.END;
  private int start;
  private int end;
  private int depth;
  private int lastStart;
  private int lastEnd;

  /** What a token is. */
  enum Kind {
    WORD,
    STRING,
    SIGN,
    NEWLINE,
    END
  }

  /** A place to come back to. */
  record Mark(Kind kind, int start, int end, int depth) {}

  Tokens(SourceFile file) {
    this.file = file;
    this.text = file.text();
    scan();
  }

  Mark mark() {
    return new Mark(kind, start, end, depth);
  }

  void goBack(Mark mark) {
    kind = mark.kind();
    start = mark.start();
    end = mark.end();
    depth = mark.depth();
    lastStart = start;
    lastEnd = start;
  }

  /** What comes next. */
  Kind kind() {
    return kind;
  }

  /** How many braces are open before what comes next. */
  int depth() {
    return depth;
  }

  /** Goes on behind what comes next. */
  void advance() {
    depth += is("{") ? 1 : is("}") ? -1 : 0;
    lastStart = start;
    lastEnd = end;
    scan();
  }

  private void scan() {
    int at = end;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int newline = text.indexOf('\n', at);
        at = newline < 0 ? text.length() : newline;
      } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
        at += 2;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else {
        break;
      }
    }
    start = at;
    if (at == text.length()) {
      end = at;
      kind = Kind.END;
    } else {
      scanToken(text.charAt(at));
    }
  }

  private void scanToken(char c) {
    if (c == '\n') {
      end = start + 1;
      kind = Kind.NEWLINE;
    } else if (c == '"') {
      // A string that is not closed ends with its line, and fails where it is read.
      int close = start + 1;
      while (close < text.length() && text.charAt(close) != '"' && text.charAt(close) != '\n') {
        close++;
      }
      boolean closed = close < text.length() && text.charAt(close) == '"';
      end = closed ? close + 1 : close;
      kind = Kind.STRING;
    } else if (SINGLE.indexOf(c) >= 0) {
      end = start + 1;
      kind = Kind.SIGN;
    } else if (COMPARING.indexOf(c) >= 0) {
      end = start + 1;
      while (end < text.length() && text.charAt(end) == '=') {
        end++;
      }
      kind = Kind.SIGN;
    } else {
      end = start + 1;
      while (end < text.length() && isInWord(text.charAt(end))) {
        end++;
      }
      kind = Kind.WORD;
    }
  }

  private static boolean isInWord(char c) {
    return c > ' ' && c != '"' && c != '#' && SINGLE.indexOf(c) < 0 && COMPARING.indexOf(c) < 0;
  }

  /** Whether this word or sign comes next. */
  boolean is(String expected) {
    return (kind == Kind.WORD || kind == Kind.SIGN)
        && end - start == expected.length()
        && text.startsWith(expected, start);
  }

  /** Whether this word or sign comes next; it is taken then. */
  boolean take(String expected) {
    boolean there = is(expected);
    if (there) {
      advance();
    }
    return there;
  }

  /** Takes this word or sign, which must come next. */
  void expect(String expected) {
    if (!take(expected)) {
      throw malformed("`" + expected + "` is missing before " + shown() + ".");
    }
  }

  /** Takes the word that must come next. */
  String word() {
    if (kind != Kind.WORD) {
      throw malformed("A word is missing before " + shown() + ".");
    }
    String word = text.substring(start, end);
    advance();
    return word;
  }

  /** Takes the string that must come next, without its quotes. */
  String string() {
    if (kind != Kind.STRING) {
      throw malformed("A string is missing before " + shown() + ".");
    }
    if (end - start < 2 || text.charAt(end - 1) != '"') {
      throw malformed("This quote is not closed.");
    }
    String string = text.substring(start + 1, end - 1);
    advance();
    return string;
  }

  /** Takes a word or a string. */
  String wordOrString() {
    return kind == Kind.STRING ? string() : word();
  }

  /** Takes a decimal number up to {@code highest}. */
  int number(int highest) {
    OptionalInt number = kind == Kind.WORD ? number(peek(), highest) : OptionalInt.empty();
    if (number.isEmpty()) {
      throw malformed("A number from 0 to " + highest + " is missing before " + shown() + ".");
    }
    advance();
    return number.getAsInt();
  }

  /** A decimal number up to {@code highest}; empty where the text is none. */
  static OptionalInt number(String text, int highest) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || text.length() > 10) {
      return OptionalInt.empty();
    }
    long number = Long.parseLong(text);
    return number <= highest ? OptionalInt.of((int) number) : OptionalInt.empty();
  }

  /** A number that a counter shows, however long. */
  void count() {
    String word = word();
    if (word.chars().anyMatch(c -> c < '0' || c > '9')) {
      throw NotUnderstood.malformed(last(), "`" + word + "` is no count.");
    }
  }

  /** What comes next, as it is written. */
  String peek() {
    return text.substring(start, end);
  }

  /** Goes on behind the ends of lines. */
  void skipNewlines() {
    while (kind == Kind.NEWLINE) {
      advance();
    }
  }

  /** Whether a statement ends here. */
  boolean isAtEndOfStatement() {
    return kind == Kind.NEWLINE || kind == Kind.END || is(";") || is("}");
  }

  /** Goes on behind the end of a statement, which must be here. */
  void endStatement() {
    if (!isAtEndOfStatement()) {
      throw malformed("Nothing is known to follow here, but " + shown() + " does.");
    }
    skipSeparators();
  }

  /** Goes on behind the ends of statements. */
  void skipSeparators() {
    while (kind == Kind.NEWLINE || is(";")) {
      advance();
    }
  }

  /** Goes on behind the statement that cannot be read, and behind all its braces. */
  void skipStatement(int outside) {
    while (kind != Kind.END && (depth > outside || !(kind == Kind.NEWLINE || is(";") || is("}")))) {
      advance();
    }
    skipSeparators();
  }

  /** What to say of what comes next. */
  NotUnderstood malformed(String message) {
    return NotUnderstood.malformed(here(), message);
  }

  /** Where that is. */
  Span here() {
    return new Span(file, start, end);
  }

  /** Where that was which was taken last. */
  Span last() {
    return new Span(file, lastStart, lastEnd);
  }

  /** From a place on to the end of what was taken last. */
  Span since(Mark mark) {
    return new Span(file, mark.start(), Math.max(mark.start(), lastEnd));
  }

  private String shown() {
    return switch (kind) {
      case WORD, SIGN, STRING -> {
        String shown = peek();
        yield shown.length() > SHOWN ? "`" + shown.substring(0, SHOWN) + "…`" : "`" + shown + "`";
      }
      case NEWLINE -> "the end of the line";
      case END -> "the end of the file";
    };
  }
}
