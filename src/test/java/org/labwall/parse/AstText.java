package org.labwall.parse;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.labwall.ast.Operand;
import org.labwall.ast.Statement;
import org.labwall.ast.Word;
import org.labwall.source.Span;

/** Statements as text without their places, keywords in lower case: what they mean, to compare. */
final class AstText {
  private AstText() {}

  static String of(List<Statement> statements) {
    return statements.stream().map(AstText::text).collect(Collectors.joining("\n"));
  }

  private static String text(Object value) {
    return switch (value) {
      case Span span -> "";
      case Optional<?> optional -> optional.map(AstText::text).orElse("-");
      case List<?> list ->
          list.stream().map(AstText::text).collect(Collectors.joining(" ", "[", "]"));
      case Word word -> word.quoted() ? '"' + word.text() + '"' : word.text();
      case Operand it when it.kind() != Operand.Kind.NAME -> it.negated() + " " + it.kind();
      case Statement.Rule it -> keyword(it.verdict()) + components(it);
      case Statement.Device.Option it -> keyword(it.keyword()) + components(it);
      case Record record -> components(record);
      default -> value.toString();
    };
  }

  private static String keyword(Word word) {
    return word.text().toLowerCase(Locale.ROOT);
  }

  private static String components(Record record) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .filter(component -> !isKeyword(record, component))
        .map(component -> text(value(record, component)))
        .collect(Collectors.joining(" ", record.getClass().getSimpleName() + "(", ")"));
  }

  private static boolean isKeyword(Record record, RecordComponent component) {
    return (record instanceof Statement.Rule && component.getName().equals("verdict"))
        || (record instanceof Statement.Device.Option && component.getName().equals("keyword"));
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
