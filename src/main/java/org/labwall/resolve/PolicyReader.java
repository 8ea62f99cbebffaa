package org.labwall.resolve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.labwall.ast.Operand;
import org.labwall.ast.RuleOption;
import org.labwall.ast.Side;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Naming;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Endpoint;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.source.Span;

/** Reads the rules of one cluster, those in blocks in their place, and what it expects of them. */
final class PolicyReader {
  private final NameTable names;
  private final SideReader sides;
  private final Diagnostics diagnostics;
  private final RuleOptionsReader options;
  private final VpnRules vpn;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Rule> expectations = new ArrayList<>();

  PolicyReader(Values values, NameTable names, ClusterDraft cluster, VpnRules vpn) {
    this.vpn = vpn;
    this.names = names;
    this.sides = new SideReader(names, values.diagnostics());
    this.diagnostics = values.diagnostics();
    this.options = new RuleOptionsReader(values, cluster);
  }

  /**
   * What the blocks around a rule say of it.
   *
   * @param from the sources, if a block gives them
   * @param to the destinations, likewise
   * @param host the host whose block it is, which is the side that a rule leaves out
   */
  private record Context(
      Optional<List<Endpoint>> from, Optional<List<Endpoint>> to, Optional<List<Endpoint>> host) {

    static final Context OUTSIDE =
        new Context(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * What a cluster says of packets.
   *
   * @param rules the rules, in their order
   * @param expectations what is claimed of them, as rules of the same words
   */
  record Policy(List<Rule> rules, List<Rule> expectations) {}

  /** The rules of {@code statements}. */
  Policy read(List<Statement> statements) {
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Rule rule -> rule(rule, Context.OUTSIDE);
        case Statement.Expectation it -> expectation(it, Context.OUTSIDE);
        case Statement.Scope scope -> scope(scope, Context.OUTSIDE);
        case Naming naming -> naming.block().ifPresent(block -> host(naming, block));
        case Statement.Setting it -> {}
        case Statement.Include it -> {}
        case Statement.Macro it -> {}
        case Statement.Call it -> {}
        case Statement.Activation it -> {}
        case Statement.Roles it -> {}
        case Statement.NetInit it -> {}
        case Statement.Device it -> {}
        case Statement.Route it -> {}
        case Statement.Vrrp it -> {}
        case Statement.Logging it -> {}
        case Statement.Vpn it -> vpn.of(it.span()).ifPresent(rules::add);
        case Statement.VpnUser it -> {}
        case Statement.SourceTranslation it -> {}
        case Statement.DestinationTranslation it -> {}
      }
    }
    return new Policy(rules, expectations);
  }

  private void host(Naming host, List<Statement> block) {
    Context context =
        new Context(Optional.empty(), Optional.empty(), Optional.of(names.endpoints(host)));
    block(block, context);
  }

  private void block(List<Statement> block, Context context) {
    for (Statement statement : block) {
      if (statement instanceof Statement.Rule rule) {
        rule(rule, context);
      } else if (statement instanceof Statement.Expectation it) {
        expectation(it, context);
      } else if (statement instanceof Statement.Scope scope && context.host.isEmpty()) {
        scope(scope, context);
      } else {
        diagnostics.add(
            firstLine(statement.span()),
            Code.MISPLACED_STATEMENT,
            "A block of rules holds rules and expectations only.");
      }
    }
  }

  private static Span firstLine(Span span) {
    return span.part(0, span.text().lines().findFirst().orElse("").length());
  }

  private void scope(Statement.Scope scope, Context outer) {
    Optional<List<Endpoint>> from = outer.from;
    Optional<List<Endpoint>> to = outer.to;
    for (Side side : scope.sides()) {
      boolean source = side.direction() == Side.Direction.FROM;
      if (!side.services().isEmpty()) {
        diagnostics.add(
            side.services().get(0).span(),
            Code.SYNTAX,
            "The head of a block names no services; its rules do.");
      }
      if ((source ? from : to).isPresent()) {
        reportSecond(side);
        continue;
      }
      Optional<List<Endpoint>> found = Optional.of(sides.read(side.operands()));
      from = source ? found : from;
      to = source ? to : found;
    }
    block(scope.block(), new Context(from, to, Optional.empty()));
  }

  private void rule(Statement.Rule rule, Context context) {
    meant(rule, context, rule.span()).ifPresent(rules::add);
    reportOpen(rule, context);
  }

  private void expectation(Statement.Expectation expectation, Context context) {
    Statement.Rule claim = expectation.claim();
    if (verdict(claim) == Rule.Verdict.REJECT) {
      diagnostics.add(
          Diagnostic.at(claim.verdict().span(), Code.SYNTAX, "An expectation is `allow` or `deny`.")
              .hint("What is rejected is denied, too."));
    }
    for (RuleOption option : claim.options()) {
      if (!(option instanceof RuleOption.Only) && !(option instanceof RuleOption.Note)) {
        diagnostics.add(
            option.span(), Code.BAD_OPTION, "An expectation has no options but `only` and `note`.");
      }
    }
    meant(claim, context, expectation.span()).ifPresent(expectations::add);
  }

  /** A rule with what the blocks around it say; nothing where an error was reported. */
  private Optional<Rule> meant(Statement.Rule rule, Context context, Span span) {
    Optional<List<Endpoint>> from = context.from;
    Optional<List<Endpoint>> to = context.to;
    Optional<List<Operand>> services =
        rule.bare().isEmpty() ? Optional.empty() : Optional.of(rule.bare());
    for (Side side : rule.sides()) {
      boolean source = side.direction() == Side.Direction.FROM;
      List<Operand> more = side.services();
      if (!source && isServices(side.operands()) && more.isEmpty()) {
        more = side.operands();
      } else if ((source ? from : to).isPresent()) {
        reportSecond(side);
      } else {
        Optional<List<Endpoint>> found = Optional.of(sides.read(side.operands()));
        from = source ? found : from;
        to = source ? to : found;
      }
      if (!more.isEmpty() && services.isPresent()) {
        diagnostics.add(
            more.get(0).span(), Code.SYNTAX, "The services of this rule are named already.");
      } else if (!more.isEmpty()) {
        services = Optional.of(more);
      }
    }
    if (context.host.isPresent()) {
      if (from.isPresent() == to.isPresent()) {
        reportHostRule(span);
        return Optional.empty();
      }
      to = from.isPresent() ? context.host : to;
      from = from.isPresent() ? from : context.host;
    }
    List<Service> all = services(services.orElse(List.of()));
    RuleOptionsReader.Options read = options.read(rule.options());
    // What was reported as unknown leaves a side empty, and no later stage will start.
    return diagnostics.hasErrors()
        ? Optional.empty()
        : Optional.of(
            new Rule(
                verdict(rule),
                from.orElse(SideReader.ANY),
                to.orElse(SideReader.ANY),
                all,
                read.log(),
                read.limit(),
                read.expires(),
                read.only(),
                read.note(),
                span));
  }

  private static Rule.Verdict verdict(Statement.Rule rule) {
    return Rule.Verdict.valueOf(rule.verdict().text().toUpperCase(Locale.ROOT));
  }

  private boolean isServices(List<Operand> operands) {
    for (Operand it : operands) {
      if (it.kind() == Operand.Kind.NAME && !it.negated() && names.isService(it.word())) {
        return true;
      }
    }
    return false;
  }

  private List<Service> services(List<Operand> operands) {
    if (operands.size() == 1) {
      return services(operands.get(0));
    }
    Set<Service> all = new LinkedHashSet<>();
    operands.forEach(operand -> all.addAll(services(operand)));
    return List.copyOf(all);
  }

  private List<Service> services(Operand operand) {
    if (operand.negated()) {
      diagnostics.add(operand.span(), Code.BAD_SERVICE, "`not` stands before endpoints only.");
    } else if (operand.kind() == Operand.Kind.NAME) {
      return names.services(operand.word());
    } else {
      String word = operand.word().toString();
      diagnostics.add(operand.span(), Code.BAD_SERVICE, "`" + word + "` is no service.");
    }
    return List.of();
  }

  /** Whoever opens everything should have meant to. */
  private void reportOpen(Statement.Rule rule, Context context) {
    // Of a rule with errors a part may be missing.
    if (!diagnostics.hasErrors()
        && rule.sides().isEmpty()
        && rule.bare().isEmpty()
        && context.equals(Context.OUTSIDE)
        && verdict(rule) == Rule.Verdict.ALLOW) {
      diagnostics.add(
          Diagnostic.at(
                  rule.verdict().span(),
                  Code.OPEN_RULE,
                  "This rule lets everything pass from every network to every other.")
              .hint("Where that is meant, write `allow from any to any`."));
    }
  }

  private void reportSecond(Side side) {
    String word = side.direction() == Side.Direction.FROM ? "from" : "to";
    diagnostics.add(side.span(), Code.SYNTAX, "The `" + word + "` of this rule is said already.");
  }

  private void reportHostRule(Span span) {
    diagnostics.add(
        Diagnostic.at(
            span,
            Code.SYNTAX,
            "A rule of a host says either `from` or `to`: the other side is the host."));
  }
}
