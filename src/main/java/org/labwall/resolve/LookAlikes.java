package org.labwall.resolve;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;

/**
 * Finds names that a reader takes for others: those of several scripts, those of characters that
 * are forms of others, and two that differ in letters that look the same (UTS 39).
 */
final class LookAlikes {
  private static final String CYRILLIC = "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅ";
  private static final String GREEK = "οανρυικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
  private static final String LATIN = "aeopcyxijshdqwABEKMHOPCTYXIJSoavpuikABEZHIKMNOPTYX";

  /** Scripts that are written together. */
  private static final Set<UnicodeScript> TOGETHER =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO);

  private final Map<String, String> seen = new HashMap<>();

  /** Whether a name is like no other; else that is reported. It is remembered for the next ones. */
  boolean accept(String name, Word word, Diagnostics diagnostics) {
    Optional<String> problem = problem(name);
    problem.ifPresent(
        it ->
            diagnostics.add(
                Diagnostic.at(
                        word.span(),
                        Code.BAD_NAME,
                        "`" + Values.shown(name) + "` can be taken for another name.")
                    .hint(it)));
    return problem.isEmpty();
  }

  private Optional<String> problem(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
    if (!plain.equals(name)) {
      return Optional.of("It looks like `" + plain + "`, and is another name.");
    }
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    name.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
    scripts.removeAll(EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED));
    if (scripts.size() > 1 && !TOGETHER.containsAll(scripts)) {
      return Optional.of("It has letters of several scripts, which look like each other.");
    }
    String other = seen.putIfAbsent(skeleton(name), name);
    return Optional.ofNullable(other)
        .filter(it -> !it.equals(name))
        .map(it -> "There is another name that looks the same, in letters of another script.");
  }

  private static String skeleton(String name) {
    StringBuilder skeleton = new StringBuilder(name.length());
    name.chars()
        .forEach(
            letter -> {
              int place = (CYRILLIC + GREEK).indexOf(letter);
              skeleton.append(place < 0 ? (char) letter : LATIN.charAt(place));
            });
    return skeleton.toString();
  }
}
