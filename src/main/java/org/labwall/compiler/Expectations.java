package org.labwall.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Role;
import org.labwall.model.Rule;
import org.labwall.model.Site;
import org.labwall.packet.DiagramLimitException;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.proof.Claims;
import org.labwall.proof.Claims.Counterexample;
import org.labwall.proof.Claims.Finding;
import org.labwall.proof.Difference;

/** Proves the expectations of a source at every machine that they are for. */
final class Expectations {
  private final Map<Rule, List<Role>> silent = new LinkedHashMap<>();
  private final Map<Rule, Map<Counterexample, List<Role>>> contrary = new LinkedHashMap<>();

  private Expectations() {}

  /** Reports the expectations that do not hold, and those that speak of no packet anywhere. */
  static void prove(Site site, Diagnostics diagnostics) {
    if (site.clusters().stream().allMatch(it -> it.expectations().isEmpty())) {
      return;
    }
    Expectations found = new Expectations();
    for (Node node : Projector.nodes(site)) {
      try {
        Claims.of(node).forEach(it -> found.add(node.role(), it));
      } catch (DiagramLimitException tooLarge) {
        diagnostics.add(
            Diagnostic.at(
                    node.role().span(),
                    Code.UNPROVED,
                    "The expectations are not proved for `%s`: its rules tell too many packets apart."
                        .formatted(node.role().name()))
                .asError());
      }
    }
    site.clusters().forEach(it -> found.report(it, diagnostics));
  }

  private void add(Role role, Finding finding) {
    if (!finding.speaks()) {
      silent.computeIfAbsent(finding.claim(), it -> new ArrayList<>()).add(role);
    }
    finding.contrary().ifPresent(it -> add(role, finding.claim(), it));
  }

  /** The roles of a cluster have packets of their own, which are shown once for one reason. */
  private void add(Role role, Rule claim, Counterexample packet) {
    Map<Counterexample, List<Role>> known =
        contrary.computeIfAbsent(claim, it -> new LinkedHashMap<>());
    Counterexample shown =
        known.keySet().stream().filter(packet::isDecidedLike).findFirst().orElse(packet);
    known.computeIfAbsent(shown, it -> new ArrayList<>()).add(role);
  }

  private void report(Cluster cluster, Diagnostics diagnostics) {
    for (Rule claim : cluster.expectations()) {
      contrary
          .getOrDefault(claim, Map.of())
          .forEach((packet, roles) -> diagnostics.add(diagnostic(claim, packet, roles)));
      long roles = cluster.roles().stream().filter(claim::appliesTo).count();
      if (silent.getOrDefault(claim, List.of()).size() == roles) {
        diagnostics.add(
            Diagnostic.at(
                    claim.span(), Code.EMPTY_EXPECTATION, "This expectation speaks of no packet.")
                .hint(
                    "No interfaces lead to both of its sides, or hosts there speak to each other"
                        + " without a router, or its services belong to another family."));
      }
    }
  }

  private static Diagnostic diagnostic(Rule claim, Counterexample packet, List<Role> roles) {
    String names = String.join("`, `", roles.stream().map(Role::name).toList());
    Diagnostic said =
        Diagnostic.at(
            claim.span(),
            Code.EXPECTATION,
            "This does not hold at `%s`: a packet %s is %s: %s."
                .formatted(
                    names, Difference.way(packet.hook()), packet.verdict(), packet.packet()));
    if (packet.limit().isPresent()) {
      said = said.related(packet.limit().get(), "Its limit is reached.");
    }
    return packet.line().isPresent()
        ? said.related(packet.line().get(), "This decides of it.")
        : said.hint(
            (packet.reason().equals("no rule")
                    ? "No rule speaks of it, and what no rule allows is dropped."
                    : "What decides of it is implied: " + packet.reason() + ".")
                + (packet.besideForward()
                    ? " A `forward` leads there, and lets only what it translates pass."
                    : ""));
  }
}
