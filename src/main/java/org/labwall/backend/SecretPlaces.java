package org.labwall.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labwall.model.Secret;

/**
 * Puts secrets into one file, and knows then where they stand.
 *
 * <p>The template gets a mark for each, of characters that no other text of a file can have, and
 * the secret takes its place when all is laid out.
 */
public final class SecretPlaces {
  private static final char MARK = '\u0003';
  private static final Pattern MARKED = Pattern.compile(MARK + "([0-9]+)" + MARK);

  private final List<Marked> marked = new ArrayList<>();

  private record Marked(Secret secret, String written) {}

  /**
   * The mark that a template lays out.
   *
   * @param written the value as the format of the file wants it, quoted where it must be
   */
  public String put(Secret secret, String written) {
    marked.add(new Marked(secret, written));
    return MARK + Integer.toString(marked.size() - 1) + MARK;
  }

  /** The file whose text is laid out. */
  public OutputFile file(String path, String text) {
    StringBuilder content = new StringBuilder();
    List<OutputFile.Held> held = new ArrayList<>();
    Matcher mark = MARKED.matcher(text);
    int from = 0;
    while (mark.find()) {
      Marked it = marked.get(Integer.parseInt(mark.group(1)));
      content.append(text, from, mark.start());
      int start = content.length();
      content.append(it.written());
      held.add(new OutputFile.Held(start, content.length(), it.secret()));
      from = mark.end();
    }
    content.append(text, from, text.length());
    return new OutputFile(path, content.toString(), false, held);
  }
}
