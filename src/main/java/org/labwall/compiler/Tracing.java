package org.labwall.compiler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.labwall.address.Family;
import org.labwall.backend.Firewall;
import org.labwall.check.Checks;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SourceReader;
import org.labwall.loaded.RuleSet;
import org.labwall.model.Cluster;
import org.labwall.model.Role;
import org.labwall.model.Rule;
import org.labwall.model.Site;
import org.labwall.packet.Judge;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.trace.BadQuestion;
import org.labwall.trace.Question;
import org.labwall.trace.QuestionReader;
import org.labwall.trace.Trace;
import org.labwall.trace.Tracer;

/** Follows packets through a source and through the rules that are compiled from it. */
public final class Tracing {
  private final Site whole;
  private final Site site;
  private final Function<Node, RuleFiles> files;

  private Tracing(Site whole, Site site, Function<Node, RuleFiles> files) {
    this.whole = whole;
    this.site = site;
    this.files = files;
  }

  /** What follows packets through a source, or nothing where an error was reported. */
  public static Optional<Tracing> of(
      SourceReader reader, Compiler.Options options, Diagnostics diagnostics) {
    Optional<Site> whole = Compiler.written(reader, options, diagnostics);
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    Site site = Compiler.holding(whole.get(), options, diagnostics);
    // Warnings have nothing to do with it, and an expectation may fail: that is why somebody asks.
    Checks.findErrors(site, diagnostics);
    return diagnostics.hasErrors()
        ? Optional.empty()
        : Optional.of(new Tracing(whole.get(), site, it -> rules(it, options.firewall())));
  }

  /** What follows packets through what was compiled. */
  public static Tracing of(Compilation compilation) {
    RuleFiles files = RuleFiles.of(compilation.tree());
    return new Tracing(compilation.site(), compilation.site(), it -> files);
  }

  private static RuleFiles rules(Node node, Firewall firewall) {
    return RuleFiles.of(Compiler.rules(node, firewall));
  }

  /** The roles of the source. */
  public List<String> roles() {
    return site.roles().stream().map(Role::name).toList();
  }

  /**
   * What becomes of a packet, or of one of each kind that a service has, at each of these roles.
   *
   * @param entry the interface or network by which it comes; where its source belongs if empty
   * @return for each packet its traces; a {@link BadQuestion} where there is none
   */
  public List<List<Trace>> trace(
      String protocol,
      String source,
      String destination,
      Optional<String> entry,
      List<String> roles) {
    List<Question> questions =
        new QuestionReader(site, new ServiceWords(site)).read(protocol, source, destination, entry);
    List<Tracer> tracers =
        Projector.nodes(site).stream()
            .filter(it -> roles.contains(it.role().name()))
            .map(this::tracer)
            .filter(it -> it.knows(questions.getFirst()))
            .toList();
    List<List<Trace>> all = new ArrayList<>();
    for (Question question : questions) {
      List<Trace> traces = tracers.stream().flatMap(it -> it.trace(question).stream()).toList();
      if (traces.isEmpty()) {
        throw new BadQuestion(
            tracers.isEmpty()
                ? "These roles have no interface `" + question.entry().orElse("") + "`."
                : "These roles have no address of that family for `self`.");
      }
      all.add(traces);
    }
    return all;
  }

  private Tracer tracer(Node node) {
    return new Tracer(node, rules(node), clusterOf(node).policy(), expired(node));
  }

  /** What follows packets at a machine of which {@code judge} knows the addresses. */
  public Tracer tracer(Node node, Judge judge) {
    return new Tracer(node, rules(node), clusterOf(node).policy(), expired(node), judge);
  }

  private Function<Family, RuleSet> rules(Node node) {
    Map<Family, RuleSet> rules = new EnumMap<>(Family.class);
    files
        .apply(node)
        .read(node.role().name(), new Diagnostics())
        .forEach(it -> rules.put(it.rules().family(), it.rules()));
    return family -> ruleSet(rules, family);
  }

  private Set<Rule> expired(Node node) {
    Set<Rule> expired = Collections.newSetFromMap(new IdentityHashMap<>());
    expired.addAll(clusterOf(node).policy());
    node.cluster().policy().forEach(expired::remove);
    return expired;
  }

  private static RuleSet ruleSet(Map<Family, RuleSet> rules, Family family) {
    return Optional.ofNullable(rules.get(family))
        .orElseThrow(() -> new IllegalStateException("rules that cannot be read back"));
  }

  /** The cluster with the rules that have expired. */
  private Cluster clusterOf(Node node) {
    return whole.clusters().stream()
        .filter(it -> it.roles().contains(node.role()))
        .findFirst()
        .orElseThrow();
  }
}
