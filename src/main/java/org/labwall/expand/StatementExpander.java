package org.labwall.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.labwall.ast.Operand;
import org.labwall.ast.Rate;
import org.labwall.ast.RuleOption;
import org.labwall.ast.Side;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Device;
import org.labwall.ast.Statement.Logging;
import org.labwall.ast.Statement.Vrrp;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.Span;

/** Expands every word of a statement. */
final class StatementExpander {
  private final WordExpander words;
  private final Diagnostics diagnostics;
  private final BlockExpander block;

  /** Expands the statements in the block of one. */
  interface BlockExpander {
    List<Statement> expand(Statement head, List<Statement> statements);
  }

  /**
   * An expander of the statements of one block.
   *
   * @param block expands the statements of a block inside it
   */
  StatementExpander(WordExpander words, Diagnostics diagnostics, BlockExpander block) {
    this.words = words;
    this.diagnostics = diagnostics;
    this.block = block;
  }

  Statement expand(Statement statement) {
    Span span = words.place(statement.span());
    return switch (statement) {
      case Statement.Rule it when !words.isOfMacro() && isFinal(it.span()) -> it;
      case Statement.Setting it ->
          new Statement.Setting(span, words.place(it.name()), words.expandList(it.value()));
      case Statement.Roles it ->
          new Statement.Roles(
              span,
              it.declarations().stream().map(this::declaration).toList(),
              it.block().map(inside -> block.expand(it, inside)));
      case Statement.NetInit it -> new Statement.NetInit(span, words.expandList(it.devices()));
      case Device it -> new Device(span, it.kind(), it.items().stream().map(this::item).toList());
      case Statement.Route it ->
          new Statement.Route(span, words.expand(it.destination()), words.expand(it.gateway()));
      case Vrrp it -> new Vrrp(span, clause(it.clause()));
      case Logging it -> new Logging(span, clause(it.clause()));
      case Statement.Vpn it -> new Statement.Vpn(span, VpnClauses.expand(it.clause(), words));
      case Statement.VpnUser it ->
          new Statement.VpnUser(
              span,
              words.expand(it.name()),
              words.expand(it.network()),
              words.expandList(it.addresses()));
      case Statement.Naming it ->
          new Statement.Naming(
              span,
              it.kind(),
              words.expand(it.name()),
              words.expandList(it.members()),
              words.expand(it.helper()),
              it.block().map(inside -> block.expand(it, inside)));
      case Statement.Include it -> new Statement.Include(span, words.expand(it.file()));
      case Statement.Macro it -> it;
      case Statement.Activation it -> new Statement.Activation(span, it.active());
      case Statement.Call it ->
          new Statement.Call(
              span, words.place(it.macro()), it.arguments().stream().map(this::argument).toList());
      case Statement.Scope it ->
          new Statement.Scope(span, sides(it.sides()), block.expand(it, it.block()));
      case Statement.Rule it ->
          new Statement.Rule(
              span,
              words.place(it.verdict()),
              operands(it.bare()),
              sides(it.sides()),
              options(it.options()));
      case Statement.Expectation it ->
          new Statement.Expectation(span, (Statement.Rule) expand(it.claim()));
      case Statement.SourceTranslation it ->
          new Statement.SourceTranslation(
              span, sides(it.sides()), words.expandList(it.as()), options(it.options()));
      case Statement.DestinationTranslation it ->
          new Statement.DestinationTranslation(
              span,
              words.expandList(it.services()),
              words.expandList(it.places()),
              words.expand(it.target()),
              it.allows(),
              options(it.options()));
    };
  }

  /** Whether nothing stands there that is replaced, as in most rules. */
  private static boolean isFinal(Span span) {
    String text = span.file().text();
    return text.indexOf('$', span.start(), span.end()) < 0
        && text.indexOf('`', span.start(), span.end()) < 0
        && text.indexOf('(', span.start(), span.end()) < 0
        && text.indexOf('\\', span.start(), span.end()) < 0;
  }

  private Statement.Roles.Declaration declaration(Statement.Roles.Declaration it) {
    return new Statement.Roles.Declaration(
        words.place(it.span()),
        words.expand(it.name()),
        words.expand(it.hostName()),
        words.expand(it.priority()));
  }

  private Device.Item item(Device.Item item) {
    return switch (item) {
      case Device.Column it -> new Device.Column(words.expand(it.word()));
      case Device.Labelled it ->
          new Device.Labelled(words.place(it.label()), words.expand(it.value()));
      case Device.Option it ->
          new Device.Option(
              words.place(it.span()),
              it.kind(),
              words.place(it.keyword()),
              words.expandList(it.arguments()));
    };
  }

  private Vrrp.Clause clause(Vrrp.Clause clause) {
    return switch (clause) {
      case Vrrp.Authentication it ->
          new Vrrp.Authentication(
              words.secret(it.password()),
              it.arguments().stream().map(words::expand).toList(),
              words.expand(it.interval()));
      case Vrrp.Version it -> new Vrrp.Version(words.expand(it.number()));
      case Vrrp.Advertisement it -> new Vrrp.Advertisement(words.expand(it.seconds()));
      case Vrrp.Preempt it -> new Vrrp.Preempt(it.on(), words.expand(it.delay()));
      case Vrrp.Notification it ->
          new Vrrp.Notification(words.expand(it.mail()), words.expand(it.server()));
      case Vrrp.Track it -> new Vrrp.Track(words.expand(it.device()), words.expand(it.weight()));
      case Vrrp.Start it -> new Vrrp.Start(words.expandList(it.group()));
    };
  }

  private Logging.Clause clause(Logging.Clause clause) {
    return switch (clause) {
      case Logging.Level it -> new Logging.Level(words.expand(it.level()));
      case Logging.Group it -> new Logging.Group(words.expand(it.number()));
      case Logging.Prefix it -> new Logging.Prefix(words.expand(it.text()));
      case Logging.Limit it -> new Logging.Limit(rate(it.rate()));
    };
  }

  private Rate rate(Rate rate) {
    return new Rate(words.expand(rate.packets()), words.expand(rate.burst()));
  }

  private Statement.Call.Argument argument(Statement.Call.Argument it) {
    return new Statement.Call.Argument(
        words.place(it.span()), it.parameter(), words.expandList(it.value()));
  }

  private List<Side> sides(List<Side> sides) {
    return sides.stream()
        .map(
            it ->
                new Side(
                    words.place(it.span()),
                    it.direction(),
                    operands(it.operands()),
                    operands(it.services())))
        .toList();
  }

  private List<Operand> operands(List<Operand> operands) {
    List<Operand> all = new ArrayList<>(operands.size());
    for (Operand operand : operands) {
      List<Word> expanded = words.expandList(List.of(operand.word()));
      if (operand.negated() && expanded.size() > 1) {
        diagnostics.add(
            Diagnostic.at(
                    words.place(operand.span()),
                    Code.SYNTAX,
                    "`not` takes one name, and `" + operand.word() + "` holds several.")
                .hint("Make a `GROUP` of them and write `not` before its name."));
      }
      for (Word word : expanded) {
        all.add(
            new Operand(words.place(operand.span()), operand.negated(), kind(operand, word), word));
      }
    }
    return all;
  }

  /** A constant may hold one of the two keywords as well as a name. */
  private static Operand.Kind kind(Operand operand, Word expanded) {
    boolean constant = !operand.word().text().equals(expanded.text()) && !expanded.quoted();
    return switch (constant ? expanded.text().toLowerCase(Locale.ROOT) : "") {
      case "any" -> Operand.Kind.ANY;
      case "self" -> Operand.Kind.SELF;
      default -> operand.kind();
    };
  }

  private List<RuleOption> options(List<RuleOption> options) {
    return options.stream().map(this::option).toList();
  }

  private RuleOption option(RuleOption option) {
    Span span = words.place(option.span());
    return switch (option) {
      case RuleOption.Log it ->
          new RuleOption.Log(span, words.expand(it.text()), it.rate().map(this::rate));
      case RuleOption.Limit it -> new RuleOption.Limit(span, rate(it.rate()));
      case RuleOption.Expires it -> new RuleOption.Expires(span, words.expand(it.date()));
      case RuleOption.Only it -> new RuleOption.Only(span, words.expandList(it.roles()));
      case RuleOption.Note it -> new RuleOption.Note(span, words.expand(it.text()));
    };
  }
}
