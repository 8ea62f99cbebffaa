package org.labwall.editors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.labwall.parse.LexerPatterns;
import org.labwall.parse.StatementWords;
import org.labwall.parse.StatementWords.Kind;

/**
 * The TextMate grammar: each statement is a region that reaches from its keyword to the end of its
 * line, in which only its own keywords are keywords.
 *
 * @see <a href="https://macromates.com/manual/en/language_grammars">Language grammars</a>
 */
final class TextMateGrammar {
  private static final String NUMBER = "[0-9]+";

  private final LexerPatterns lexer = new LexerPatterns(LexerPatterns.Dialect.TEXTMATE);
  private final String inWord = "[^" + lexer.endsOfWords() + "]";
  private final String start = "(?<!" + inWord + "|[}`])";
  private final String end = "(?!" + inWord + "|[=`])";
  private final String statement = "(?i)(?:^|(?<=[{}]))[ \\t]*";

  String text() {
    List<StatementWords> statements = StatementWords.all();
    Map<String, Object> repository = new LinkedHashMap<>();
    statements.forEach(it -> repository.put(key(it), region(it)));
    repository.put("constant", constant());
    repository.put(
        "call",
        match(statement + "(" + inWord + "+)(?=[ \\t]*\\()", captured(name(Colour.CALL.scope()))));
    repository.putAll(atoms());
    repository.put(
        "atoms", Map.of("patterns", atoms().keySet().stream().map(this::include).toList()));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("comment", "Made from grammar/ by EditorFilesTest; it is not edited by hand.");
    root.put("name", "LabWall");
    root.put("scopeName", "source.labwall");
    root.put("fileTypes", List.of("lw"));
    root.put(
        "patterns",
        Stream.of(
                statements.stream().map(TextMateGrammar::key),
                Stream.of("constant", "call", "atoms"))
            .flatMap(keys -> keys)
            .map(this::include)
            .toList());
    root.put("repository", repository);
    return Json.text(root);
  }

  private static String key(StatementWords statement) {
    return "statement-"
        + statement.heads().stream()
            .map(it -> it.rule().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("-"));
  }

  private Map<String, String> include(String key) {
    return Map.of("include", "#" + key);
  }

  private Map<String, Object> region(StatementWords words) {
    Kind kind = words.heads().getFirst().kind();
    Map<String, Object> head = name(Colour.of(kind).scope());
    String begin = statement + "(" + anyOf(words.heads()) + ")" + end;
    String named = words.named() ? "(?:[ \\t]+(" + inWord + "+))?" : "";
    Map<String, Object> captures = words.named() ? captured(head, entity()) : captured(head);
    List<Object> patterns = new ArrayList<>();
    if (words.heads().getFirst().rule().equals("SET")) {
      patterns.add(include("constant"));
    }
    if (words.name().equals("roles")) {
      patterns.add(
          match(
              "(,)[ \\t]*(" + inWord + "+)",
              captured(name("punctuation.separator.labwall"), entity())));
    }
    words.inner().stream()
        .collect(
            Collectors.groupingBy(StatementWords.Word::kind, TreeMap::new, Collectors.toList()))
        .forEach(
            (inner, all) ->
                patterns.add(match("(?i)" + start + anyOf(all) + end, Colour.of(inner).scope())));
    patterns.add(include("atoms"));
    return region(begin + named, captures, patterns);
  }

  private Map<String, Object> region(
      String begin, Map<String, Object> captures, List<Object> patterns) {
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("begin", begin);
    region.put("beginCaptures", captures);
    region.put("end", "(?=[{}\\n])");
    region.put("patterns", patterns);
    return region;
  }

  private Map<String, Object> constant() {
    Map<String, Object> captures =
        captured(name(Colour.SETTING.scope()), name("keyword.operator.assignment.labwall"));
    return region(
        "(?i)(?:^|(?<=[{}])|\\G)[ \\t]*(" + labelName() + ")(=)",
        captures,
        List.of(include("atoms")));
  }

  private String labelName() {
    return lexer.rule("LABEL").replaceFirst("\\\\?=$", "");
  }

  private Map<String, Object> entity() {
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("name", Colour.NAME.scope());
    entity.put("patterns", List.of(include("reference")));
    return entity;
  }

  /** What looks the same in every statement. */
  private Map<String, Object> atoms() {
    String reference = lexer.rule("REFERENCE");
    String bareReference = reference.replace("\\{", "").replace("\\}", "");
    Map<String, Object> atoms = new LinkedHashMap<>();
    atoms.put("comment", match(lexer.rule("COMMENT"), Colour.COMMENT.scope()));
    atoms.put(
        "continuation", match("\\\\[ \\t]*\\n", "punctuation.separator.continuation.labwall"));
    atoms.put("string", string());
    atoms.put(
        "reference", match("(?i)" + reference + "|" + bareReference, Colour.REFERENCE.scope()));
    atoms.put("host-name", match("`hostname`", Colour.HOST_NAME.scope()));
    atoms.put("back-quoted", match(lexer.rule("BACK_QUOTED"), Colour.BACK_QUOTED.scope()));
    atoms.put(
        "label",
        match(
            "(?i)" + start + "(" + labelName() + ")(=)",
            captured(name(Colour.LABEL.scope()), name("keyword.operator.assignment.labwall"))));
    atoms.put(
        "service",
        match(
            "(?i)" + start + "(tcp|udp|sctp|icmp6?|proto)(/)(" + inWord + "+)" + end,
            captured(
                name(Colour.PROTOCOL.scope()),
                name("punctuation.separator.protocol.labwall"),
                name(Colour.PORT.scope()))));
    atoms.put("date", match(start + "[0-9]{4}-[0-9]{2}-[0-9]{2}" + end, Colour.DATE.scope()));
    atoms.put(
        "rate",
        match(
            start + "(" + NUMBER + ")(/)([A-Za-z]+)" + end,
            captured(
                name(Colour.RATE.scope()),
                name("punctuation.separator.rate.labwall"),
                name("keyword.other.unit.labwall"))));
    atoms.put("function", match("(?i)" + start + "6to4(?=\\()", Colour.FUNCTION.scope()));
    atoms.put("address", address());
    atoms.put(
        "number", match(start + "-?" + NUMBER + "(?:\\.[0-9]+)?" + end, Colour.NUMBER.scope()));
    atoms.put("comma", match(",", "punctuation.separator.labwall"));
    atoms.put("bracket", match("[()]", "punctuation.section.arguments.labwall"));
    atoms.put("brace", match("[{}]", "punctuation.section.block.labwall"));
    return atoms;
  }

  private Map<String, Object> string() {
    Map<String, Object> string = new LinkedHashMap<>();
    string.put("name", Colour.STRING.scope());
    string.put("begin", "\"");
    string.put("end", "\"|(?=\\n)");
    string.put(
        "patterns", List.of(match("\\\\[^\\r\\n]", Colour.ESCAPE.scope()), include("reference")));
    return string;
  }

  /** An address, a prefix, a range or a chain with its star. */
  private Map<String, Object> address() {
    String four = "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}";
    String six = "(?=[0-9a-f.]*:[0-9a-f.]*:)[0-9a-f:.]+";
    String one = "(?:" + four + "|" + six + ")(?:/[0-9.]+)?";
    String more = "(?:-(?:" + one + "|" + NUMBER + "))*\\*?";
    List<Object> parts =
        List.of(
            match("/[0-9.]+", "constant.numeric.prefix.labwall"),
            match("-", "keyword.operator.range.labwall"),
            match("\\*", "keyword.operator.poll.labwall"),
            match("(?i)[0-9a-f:.]+", Colour.ADDRESS.scope()));
    return match(
        "(?i)" + start + "(?:" + one + more + "|" + NUMBER + "/" + NUMBER + ")" + end,
        Map.of("0", Map.of("patterns", parts)));
  }

  private String anyOf(List<StatementWords.Word> words) {
    return lexer.anyOf(words.stream().map(word -> lexer.rule(word.rule())).toList());
  }

  @SafeVarargs
  private static Map<String, Object> captured(Map<String, Object>... groups) {
    Map<String, Object> captures = new LinkedHashMap<>();
    for (Map<String, Object> group : groups) {
      captures.put(Integer.toString(captures.size() + 1), group);
    }
    return captures;
  }

  private static Map<String, Object> name(String scope) {
    return Map.of("name", scope);
  }

  private static Map<String, Object> match(String pattern, Object capturesOrScope) {
    Map<String, Object> match = new LinkedHashMap<>();
    match.put(capturesOrScope instanceof String ? "name" : "captures", capturesOrScope);
    match.put("match", pattern);
    return match;
  }
}
