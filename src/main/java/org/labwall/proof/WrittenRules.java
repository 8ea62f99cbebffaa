package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.labwall.loaded.Statement;
import org.labwall.loaded.Verdict;
import org.labwall.model.Endpoint;
import org.labwall.model.Logging;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.project.LogPrefix;
import org.labwall.project.Node;

/** What the rules of the source say of packets, each as a function with its outcome. */
final class WrittenRules {
  private final Node node;
  private final Fields fields;
  private final Diagrams diagrams;
  private final Outcomes outcomes;
  private final Places places;

  WrittenRules(Node node, Fields fields, Diagrams diagrams, Outcomes outcomes, Places places) {
    this.node = node;
    this.fields = fields;
    this.diagrams = diagrams;
    this.outcomes = outcomes;
    this.places = places;
  }

  /** The token buckets of the rules, so that they get numbers. */
  static void collect(Node node, Fields.Words words) {
    for (Rule rule : node.policy()) {
      rule.limit().ifPresent(it -> words.add(new Buckets.Said(node, rule, false, it)));
      rule.log()
          .flatMap(it -> it.rate().or(node.cluster().logging()::rate))
          .ifPresent(it -> words.add(new Buckets.Said(node, rule, true, it)));
    }
  }

  /** Packets through the machine. */
  List<Step> through() {
    List<Step> all = new ArrayList<>();
    for (Rule rule : node.policy()) {
      int packets = diagrams.when(places.to(rule.to()), decision(rule));
      all.add(step(rule, diagrams.when(places.from(rule.from()), packets)));
    }
    return all;
  }

  private static Step step(Rule rule, int function) {
    return new Step(function, Optional.of(rule.span()), "a rule");
  }

  /** Packets to the machine. */
  List<Step> toSelf() {
    List<Step> all = new ArrayList<>();
    for (Rule rule : node.policy()) {
      if (meansSelf(rule.to())) {
        all.add(step(rule, diagrams.when(places.fromToSelf(rule.from()), decision(rule))));
      }
    }
    return all;
  }

  /** Packets from the machine. */
  List<Step> fromSelf() {
    List<Step> all = new ArrayList<>();
    for (Rule rule : node.policy()) {
      if (meansSelf(rule.from())) {
        all.add(step(rule, diagrams.when(places.to(rule.to()), decision(rule))));
      }
    }
    return all;
  }

  private static boolean meansSelf(List<Endpoint> side) {
    return side.stream().anyMatch(Endpoint.Self.class::isInstance);
  }

  /** What a rule does with packets of its services, wherever they come from and go to. */
  private int decision(Rule rule) {
    int verdict = verdict(rule);
    if (rule.log().isPresent()) {
      verdict = diagrams.then(logged(rule, rule.log().get()), verdict);
    }
    if (rule.limit().isPresent()) {
      verdict = limited(fields.buckets().ofLimit(rule), verdict);
    }
    IntervalSet kinds = Kinds.of(rule.services(), fields.family());
    return diagrams.when(diagrams.within(Axis.KIND.ordinal(), kinds, Diagrams.ALL), verdict);
  }

  private int verdict(Rule rule) {
    return switch (rule.verdict()) {
      case ALLOW -> outcomes.constant(Outcome.of(new Verdict.Accept()));
      case DENY -> outcomes.constant(Outcome.of(new Verdict.Drop()));
      case REJECT -> rejection();
    };
  }

  private int rejection() {
    int reset = outcomes.constant(Outcome.of(new Verdict.Reject(Verdict.With.TCP_RESET)));
    int tcp =
        diagrams.then(
            diagrams.within(Axis.FLAGS.ordinal(), openings(), reset),
            outcomes.constant(Outcome.of(new Verdict.Drop())));
    return diagrams.then(
        diagrams.within(Axis.KIND.ordinal(), Kinds.ofProtocol(Service.TCP), tcp),
        outcomes.constant(Outcome.of(new Verdict.Reject(Verdict.With.PORT_UNREACHABLE))));
  }

  /** The flags of segments that open a connection: SYN without FIN, RST or ACK. */
  private static IntervalSet openings() {
    IntervalSet.Builder flags = new IntervalSet.Builder();
    for (int i = 0; i < Axis.FLAGS.size(); i++) {
      if ((i & 0b10111) == 0b00010) {
        flags.add(i, i + 1);
      }
    }
    return flags.build();
  }

  private int logged(Rule rule, Rule.Log log) {
    Logging logging = node.cluster().logging();
    String prefix = LogPrefix.of(rule, log, node.role(), logging);
    Statement line =
        switch (logging.target()) {
          case Logging.Target.KernelLog(Logging.Level level) ->
              new Statement.Log(prefix, level.ordinal(), Set.of());
          case Logging.Target.Nflog(int group) ->
              new Statement.GroupLog(prefix, group, OptionalInt.empty(), OptionalInt.empty());
        };
    int done = outcomes.constant(new Outcome(List.of(line), Optional.empty()));
    boolean limited = log.rate().or(logging::rate).isPresent();
    return limited ? limited(fields.buckets().ofLog(rule), done) : done;
  }

  /** The same while there are tokens. */
  private int limited(int bucket, int function) {
    return outcomes.limited(diagrams, bucket, true, function);
  }
}
