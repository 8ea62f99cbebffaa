package org.labwall.editors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.labwall.parse.LexerPatterns;
import org.labwall.parse.StatementWords;
import org.labwall.parse.StatementWords.Word;

/**
 * The Vim syntax file, with the regions of {@link TextMateGrammar}.
 *
 * @see <a href="https://vimhelp.org/syntax.txt.html">syntax.txt</a>
 */
final class VimSyntax {
  private final LexerPatterns lexer = new LexerPatterns(LexerPatterns.Dialect.VIM);
  private final String inWord = "[^" + lexer.endsOfWords() + "]";
  private final String start = "%(" + inWord + "|[}`])@1<!";
  private final String end = "%(" + inWord + "|[=`])@!";
  private final List<String> lines = new ArrayList<>();
  private final List<String> regions = new ArrayList<>();

  String text() {
    lines.add("\" Vim syntax file of LabWall sources.");
    lines.add("\" Made from grammar/ by EditorFilesTest; it is not edited by hand.");
    lines.add("if exists('b:current_syntax')");
    lines.add("  finish");
    lines.add("endif");
    lines.add("syntax case ignore");
    lines.add("syntax sync minlines=50");
    atoms();
    StatementWords.all().forEach(this::statement);
    region("labwallSettingLine", Colour.SETTING, labelName() + "\\=@=", "@labwallAtoms");
    String call = Colour.CALL.group();
    lines.add("syntax match " + call + " ;\\v" + inWord + "+\\ze\\s*\\(; contained");
    regions.add(call);
    starts();
    Arrays.stream(Colour.values())
        .forEach(it -> lines.add("highlight default link " + it.group() + " " + it.link()));
    lines.add("let b:current_syntax = 'labwall'");
    return String.join("\n", lines) + "\n";
  }

  /** Where statements start: no other place is searched for their keywords. */
  private void starts() {
    lines.add("syntax cluster labwallStatements contains=" + String.join(",", regions));
    lines.add("syntax match labwallLineStart ;\\v^\\s*\\ze[a-z_]; nextgroup=@labwallStatements");
    lines.add("syntax match labwallBrace ;[{}]; nextgroup=@labwallStatements skipwhite");
  }

  /** What looks the same in every statement, the most general first: of two the later wins. */
  private void atoms() {
    match(Colour.NUMBER, start + "-?[0-9]+%(\\.[0-9]+)?" + end, "");
    match(Colour.ADDRESS, start + "%(" + chain() + "|[0-9]+/[0-9]+)" + end, "");
    match(Colour.RATE, start + "[0-9]+/[a-z]+" + end, "");
    match(Colour.DATE, start + "[0-9]{4}-[0-9]{2}-[0-9]{2}" + end, "");
    match(Colour.PORT, "/@1<=" + inWord + "+", "contained");
    match(Colour.PROTOCOL, start + "%(tcp|udp|sctp|icmp6?|proto)/@=", "nextgroup=labwallSlash");
    lines.add("syntax match labwallSlash ;/; contained nextgroup=" + Colour.PORT.group());
    match(Colour.LABEL, start + labelName() + "\\=@=", "");
    match(Colour.FUNCTION, start + "6to4\\(@=", "");
    match(Colour.BACK_QUOTED, lexer.rule("BACK_QUOTED"), "");
    match(Colour.HOST_NAME, "\\C`hostname`", "");
    String reference = lexer.rule("REFERENCE");
    String bareReference = reference.replace("\\{", "").replace("\\}", "");
    match(Colour.REFERENCE, reference + "|" + bareReference, "");
    match(Colour.ESCAPE, "\\\\.", "contained");
    String inside = Colour.ESCAPE.group() + "," + Colour.REFERENCE.group();
    lines.add(
        "syntax region "
            + Colour.STRING.group()
            + " start=;\"; skip=;\\\\.; end=;\"; end=;$; contains="
            + inside);
    match(Colour.COMMENT, lexer.rule("COMMENT"), "contains=@Spell");
    lines.add(
        "syntax cluster labwallAtoms contains="
            + List.of(
                    Colour.NUMBER,
                    Colour.ADDRESS,
                    Colour.RATE,
                    Colour.DATE,
                    Colour.PROTOCOL,
                    Colour.LABEL,
                    Colour.FUNCTION,
                    Colour.BACK_QUOTED,
                    Colour.HOST_NAME,
                    Colour.REFERENCE,
                    Colour.STRING,
                    Colour.COMMENT)
                .stream()
                .map(Colour::group)
                .collect(Collectors.joining(",")));
  }

  /** An address, a prefix, a range or a chain with its star. */
  private static String chain() {
    String four = "[0-9]{1,3}%(\\.[0-9]{1,3}){3}";
    String six = "%([0-9a-f.]*:){2,}[0-9a-f.]*";
    String one = "%(" + four + "|" + six + ")%(/[0-9.]+)?";
    return one + "%(-%(" + one + "|[0-9]+))*\\*?";
  }

  private void statement(StatementWords words) {
    String id =
        words.heads().stream()
            .map(it -> it.rule().charAt(0) + it.rule().substring(1).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining());
    List<String> contained = new ArrayList<>(List.of("@labwallAtoms"));
    words.inner().stream()
        .collect(Collectors.groupingBy(Word::kind, TreeMap::new, Collectors.toList()))
        .forEach(
            (kind, inner) ->
                contained.add(inStatement(Colour.of(kind), id, start + anyOf(inner) + end)));
    if (words.named()) {
      contained.add(inStatement(Colour.NAME, id, nameAfter(words.heads())));
    }
    if (words.name().equals("roles")) {
      contained.add(inStatement(Colour.NAME, "List", "%(,\\s*)@20<=" + inWord + "+"));
    }
    if (words.name().equals("setting")) {
      contained.add(inStatement(Colour.SETTING, id, start + labelName() + "\\=@="));
    }
    region(
        "labwallStatement" + id,
        Colour.of(words.heads().getFirst().kind()),
        anyOf(words.heads()) + end,
        String.join(",", contained));
  }

  /** A pattern that counts only in the region of one statement; the answer is its group. */
  private String inStatement(Colour colour, String statement, String pattern) {
    String group = colour.group() + "In" + statement;
    lines.add("syntax match " + group + " ;\\%#=1\\v" + pattern + "; contained");
    lines.add("highlight default link " + group + " " + colour.group());
    return group;
  }

  private String nameAfter(List<Word> heads) {
    return "%(%(^|[{}])\\s*" + anyOf(heads) + "\\s+)@80<=" + inWord + "+";
  }

  private void region(String id, Colour head, String pattern, String contained) {
    lines.add(
        "syntax region "
            + id
            + " matchgroup="
            + head.group()
            + " start=;\\v"
            + pattern
            + "; skip=;\\v\\\\\\s*$; end=;$; end=;[{}];me=s-1 contained contains="
            + contained);
    regions.add(id);
  }

  /** Vim's backtracking engine, for its other one takes ten times as long for addresses. */
  private void match(Colour colour, String pattern, String options) {
    lines.add(
        ("syntax match " + colour.group() + " ;\\%#=1\\v" + pattern + "; " + options)
            .stripTrailing());
  }

  private String labelName() {
    return lexer.rule("LABEL").replaceFirst("\\\\?=$", "");
  }

  private String anyOf(List<Word> words) {
    return lexer.anyOf(words.stream().map(word -> lexer.rule(word.rule())).toList());
  }
}
