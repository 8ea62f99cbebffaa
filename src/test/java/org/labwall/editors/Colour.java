package org.labwall.editors;

import java.util.Arrays;
import java.util.Optional;
import org.labwall.parse.StatementWords.Kind;

/**
 * What is coloured alike: its TextMate scope, and its group in Vim with the group that it looks
 * like.
 */
enum Colour {
  DECLARATION("storage.type.declaration", "Declaration", "Type"),
  CLAUSE("keyword.other.clause", "Clause", "Keyword"),
  VERDICT("keyword.control.verdict", "Verdict", "Statement"),
  SIDE("keyword.other.side", "Side", "Keyword"),
  OPTION("storage.modifier.option", "Option", "StorageClass"),
  OPERATOR("keyword.operator.logical", "Operator", "Operator"),
  CONSTANT("constant.language", "Constant", "Constant"),

  NAME("entity.name.type", "Name", "Identifier"),
  CALL("entity.name.function", "Call", "Function"),
  FUNCTION("support.function", "Function", "Function"),
  SETTING("variable.other.constant", "Setting", "Identifier"),
  REFERENCE("variable.other.reference", "Reference", "PreProc"),
  HOST_NAME("variable.language.hostname", "HostName", "Special"),
  BACK_QUOTED("invalid.illegal.back-quoted", "BackQuoted", "Error"),
  LABEL("entity.other.attribute-name", "Label", "Label"),
  COMMENT("comment.line.number-sign", "Comment", "Comment"),
  STRING("string.quoted.double", "String", "String"),
  ESCAPE("constant.character.escape", "Escape", "SpecialChar"),
  PROTOCOL("support.type.protocol", "Protocol", "Function"),
  PORT("constant.numeric.port", "Port", "Number"),
  DATE("constant.other.date", "Date", "Number"),
  RATE("constant.numeric.rate", "Rate", "Number"),
  ADDRESS("constant.numeric.address", "Address", "Number"),
  NUMBER("constant.numeric", "Number", "Number");

  private final String scope;
  private final String group;
  private final String link;

  Colour(String scope, String group, String link) {
    this.scope = scope + ".labwall";
    this.group = "labwall" + group;
    this.link = link;
  }

  /** The scope in TextMate grammars; themes know all but its last part or two. */
  String scope() {
    return scope;
  }

  /** The group in Vim. */
  String group() {
    return group;
  }

  /** The group of Vim's own that colour schemes know. */
  String link() {
    return link;
  }

  /** The colour of a keyword. */
  static Colour of(Kind kind) {
    return valueOf(kind.name());
  }

  /** The colour that has this scope; none for punctuation. */
  static Optional<Colour> ofScope(String scope) {
    return Arrays.stream(values()).filter(colour -> colour.scope.equals(scope)).findFirst();
  }
}
