package org.labwall.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.labwall.ast.Operand;
import org.labwall.ast.Rate;
import org.labwall.ast.RuleOption;
import org.labwall.ast.Side;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Device;
import org.labwall.ast.Statement.Logging;
import org.labwall.ast.Statement.Naming;
import org.labwall.ast.Statement.Vrrp;
import org.labwall.ast.Word;
import org.labwall.parse.grammar.LabWallParser;
import org.labwall.parse.grammar.LabWallParser.*;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** Makes a node of {@code ast} from the tree of one statement that holds no error. */
final class StatementBuilder {
  private final SourceFile source;

  StatementBuilder(SourceFile source) {
    this.source = source;
  }

  Statement build(StatementContext tree, Optional<List<Statement>> block) {
    Span span = span(tree);
    return switch ((ParserRuleContext) tree.getChild(0)) {
      case SettingContext it -> new Statement.Setting(span, label(it.LABEL()), words(it.words()));
      case RolesContext it ->
          new Statement.Roles(
              span, it.roleDeclaration().stream().map(this::declaration).toList(), block);
      case NetInitContext it -> new Statement.NetInit(span, all(it.plain()));
      case DeviceContext it ->
          new Device(
              span,
              it.DEV() != null ? Device.Kind.DEV : Device.Kind.VLAN,
              it.deviceItem().stream().map(this::item).toList());
      case RouteContext it -> new Statement.Route(span, word(it.destination()), word(it.gateway()));
      case VrrpContext it -> new Vrrp(span, Clauses.of(it.vrrpClause(), this));
      case LoggingContext it -> new Logging(span, Clauses.of(it.loggingClause(), this));
      case VpnContext it -> new Statement.Vpn(span, VpnClauses.of(it.vpnClause(), this));
      case VpnUserContext it ->
          new Statement.VpnUser(
              span,
              word(it.userName()),
              word(it.tunnelled()),
              it.addresses() == null ? List.of() : all(it.addresses().address()));
      case HostContext it ->
          new Naming(
              span,
              Naming.Kind.HOST,
              word(it.name()),
              it.addresses().stream().flatMap(list -> all(list.address()).stream()).toList(),
              Optional.empty(),
              block);
      case NetContext it -> naming(span, Naming.Kind.NET, it.name(), all(it.addresses().address()));
      case GroupContext it ->
          naming(span, Naming.Kind.GROUP, it.name(), all(it.members().member()));
      case ServiceContext it ->
          new Naming(
              span,
              Naming.Kind.SERVICE,
              word(it.name()),
              all(it.services().name()),
              optional(it.helper()),
              Optional.empty());
      case IncludeContext it -> new Statement.Include(span, word(it.fileName()));
      case MacroContext it ->
          new Statement.Macro(
              span,
              word(it.macroName()),
              it.parameter().stream().map(this::parameter).toList(),
              block.orElse(List.of()));
      case CallContext it ->
          new Statement.Call(
              span, word(it.macroName()), it.labelledValue().stream().map(this::argument).toList());
      case RuleContext it -> rule(it);
      case ExpectationContext it -> new Statement.Expectation(span, rule(it.rule_()));
      case ActivationContext it -> new Statement.Activation(span, it.ENABLE() != null);
      case ScopeContext it -> new Statement.Scope(span, sides(it.side()), block.orElse(List.of()));
      case MasqueradeContext it ->
          new Statement.SourceTranslation(
              span, ends(it.end()), List.of(), options(it.ruleOption()));
      case SnatContext it ->
          new Statement.SourceTranslation(
              span,
              ends(it.end()),
              it.VIRTUAL() != null ? List.of(virtual(it.VIRTUAL())) : all(it.newSource()),
              options(it.ruleOption()));
      case ForwardContext it ->
          new Statement.DestinationTranslation(
              span,
              all(it.bare().bareService()),
              all(it.places().place()),
              word(it.target()),
              it.WITHOUT() == null,
              options(it.ruleOption()));
      default -> throw new IllegalStateException(tree.getText());
    };
  }

  private Statement.Rule rule(RuleContext tree) {
    return new Statement.Rule(
        span(tree),
        word(tree.getStart()),
        bare(tree.bare()),
        sides(tree.side()),
        options(tree.ruleOption()));
  }

  private Naming naming(Span span, Naming.Kind kind, NameContext name, List<Word> members) {
    return new Naming(span, kind, word(name), members, Optional.empty(), Optional.empty());
  }

  private Statement.Roles.Declaration declaration(RoleDeclarationContext tree) {
    return new Statement.Roles.Declaration(
        span(tree), word(tree.name()), optional(tree.hostName()), optional(tree.number()));
  }

  private Device.Item item(DeviceItemContext tree) {
    return switch ((ParserRuleContext) tree.getChild(0)) {
      case ColumnContext it -> new Device.Column(word(it));
      case LabelledContext it -> new Device.Labelled(label(it.LABEL()), word(it.value()));
      case DeviceOptionContext it ->
          new Device.Option(
              span(it), optionKind(it.getStart()), word(it.getStart()), arguments(it));
      default -> throw new IllegalStateException(tree.getText());
    };
  }

  private List<Word> arguments(DeviceOptionContext tree) {
    if (tree.words() != null) {
      return words(tree.words());
    }
    return Stream.of(tree.gateway(), tree.number(), tree.value())
        .flatMap(argument -> optional(argument).stream())
        .toList();
  }

  private static Device.OptionKind optionKind(Token keyword) {
    return Device.OptionKind.valueOf(LabWallParser.VOCABULARY.getSymbolicName(keyword.getType()));
  }

  Rate rate(BucketContext tree) {
    return new Rate(word(tree.rate()), optional(tree.number()));
  }

  // Rules are most of a large source, so what they hold is gathered without streams.
  private List<Side> sides(List<SideContext> trees) {
    List<Side> sides = new ArrayList<>(trees.size());
    for (SideContext tree : trees) {
      sides.add(side(tree));
    }
    return sides;
  }

  private Statement.Macro.Parameter parameter(ParameterContext tree) {
    return tree.LABEL() == null
        ? new Statement.Macro.Parameter(word(tree.value()), Optional.empty())
        : new Statement.Macro.Parameter(label(tree.LABEL()), Optional.of(values(tree.argument())));
  }

  private Statement.Call.Argument argument(LabelledValueContext tree) {
    return new Statement.Call.Argument(
        span(tree), Optional.ofNullable(tree.LABEL()).map(this::label), values(tree.argument()));
  }

  /** One value, or those of a list in brackets. */
  private List<Word> values(ArgumentContext tree) {
    return tree.value() != null ? List.of(word(tree.value())) : words(tree.words());
  }

  private Side side(SideContext tree) {
    return new Side(
        span(tree),
        tree.FROM() != null ? Side.Direction.FROM : Side.Direction.TO,
        operands(tree.endpoints()),
        bare(tree.bare()));
  }

  private List<Side> ends(List<EndContext> trees) {
    return trees.stream().map(this::end).toList();
  }

  /** An end of a connection whose source is translated: it has no services. */
  private Side end(EndContext tree) {
    return tree.FROM() != null
        ? new Side(span(tree), Side.Direction.FROM, operands(tree.endpoints()), List.of())
        : new Side(span(tree), Side.Direction.TO, names(all(tree.wayOut())), List.of());
  }

  /** Services behind a side or the verdict, without a keyword of their own. */
  private List<Operand> bare(@Nullable BareContext tree) {
    return tree == null ? List.of() : names(all(tree.bareService()));
  }

  private static List<Operand> names(List<Word> words) {
    List<Operand> names = new ArrayList<>(words.size());
    for (Word word : words) {
      names.add(new Operand(word.span(), false, Operand.Kind.NAME, word));
    }
    return names;
  }

  private List<Operand> operands(EndpointsContext tree) {
    List<EndpointContext> trees = tree.endpoint();
    List<Operand> operands = new ArrayList<>(trees.size());
    for (EndpointContext endpoint : trees) {
      operands.add(operand(endpoint));
    }
    return operands;
  }

  private Operand operand(EndpointContext tree) {
    Operand.Kind kind =
        tree.SELF() != null
            ? Operand.Kind.SELF
            : tree.ANY() != null ? Operand.Kind.ANY : Operand.Kind.NAME;
    Word word = word(tree.getStop());
    boolean negated = tree.NOT() != null;
    return new Operand(negated ? span(tree) : word.span(), negated, kind, word);
  }

  private List<RuleOption> options(List<RuleOptionContext> trees) {
    return trees.isEmpty() ? List.of() : trees.stream().map(this::option).toList();
  }

  private RuleOption option(RuleOptionContext tree) {
    Span span = span(tree);
    return switch (tree) {
      case LogOptionContext it ->
          new RuleOption.Log(
              span, optional(it.text()), Optional.ofNullable(it.bucket()).map(this::rate));
      case LimitOptionContext it -> new RuleOption.Limit(span, rate(it.bucket()));
      case ExpiresOptionContext it -> new RuleOption.Expires(span, word(it.date()));
      case OnlyOptionContext it -> new RuleOption.Only(span, words(it.words()));
      case NoteOptionContext it -> new RuleOption.Note(span, word(it.text()));
      default -> throw new IllegalStateException(tree.getText());
    };
  }

  List<Word> words(WordsContext tree) {
    return all(tree.value());
  }

  List<Word> all(List<? extends ParserRuleContext> trees) {
    List<Word> words = new ArrayList<>(trees.size());
    for (ParserRuleContext tree : trees) {
      words.add(word(tree));
    }
    return words;
  }

  Optional<Word> optional(@Nullable ParserRuleContext tree) {
    return Optional.ofNullable(tree).map(this::word);
  }

  /** The one token of a rule that takes a word. */
  Word word(ParserRuleContext tree) {
    return word(tree.getStart());
  }

  private Word word(Token token) {
    String text = token.getText();
    boolean quoted = text.charAt(0) == '"';
    return new Word(span(token), quoted ? text.substring(1, text.length() - 1) : text, quoted);
  }

  private Word virtual(TerminalNode node) {
    return word(node.getSymbol()).withText("virtual");
  }

  private Word label(TerminalNode node) {
    Token token = node.getSymbol();
    int end = token.getStopIndex();
    return new Word(
        new Span(source, token.getStartIndex(), end),
        token.getText().substring(0, end - token.getStartIndex()),
        false);
  }

  Span span(ParserRuleContext tree) {
    return new Span(source, tree.getStart().getStartIndex(), tree.getStop().getStopIndex() + 1);
  }

  private Span span(Token token) {
    return new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
  }
}
