package org.labwall.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Device;
import org.labwall.ast.Statement.Roles;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Similar;
import org.labwall.model.Role;
import org.labwall.source.Span;

/**
 * The roles of a cluster and the statements that they share, still unread.
 *
 * @param roles the roles
 * @param statements the statements, in the order of the source
 */
record ClusterDraft(List<Role> roles, List<Statement> statements) {
  private static final String ONLY_CASE =
      "The names differ in case alone, and some systems would keep both in one directory.";

  /** The clusters of a source: that of the statements outside role blocks first. */
  static List<ClusterDraft> of(List<Statement> statements, Values values) {
    List<Statement> outside = new ArrayList<>();
    List<Roles> declared = new ArrayList<>();
    List<Roles> blocks = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement instanceof Statement.Vpn) {
        misplaced(statement, values);
      } else if (statement instanceof Roles roles) {
        (roles.block().isPresent() ? blocks : declared).add(roles);
      } else {
        outside.add(statement);
      }
    }
    for (Roles second : declared.subList(Math.min(1, declared.size()), declared.size())) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(second.span(), Code.DUPLICATE_NAME, "The roles are declared already.")
                  .related(declared.get(0).span(), "They are declared here.")
                  .hint("Name them all in one statement, or give these a block of their own."));
    }
    List<ClusterDraft> clusters = new ArrayList<>();
    if (!declared.isEmpty()) {
      clusters.add(new ClusterDraft(roles(declared.get(0), values), outside));
    } else {
      Optional<Statement> first = outside.stream().filter(ClusterDraft::needsRole).findFirst();
      first.ifPresent(it -> clusters.add(new ClusterDraft(defaults(outside, it.span()), outside)));
      if (first.isEmpty() && !outside.isEmpty()) {
        clusters.add(new ClusterDraft(List.of(), outside));
      }
    }
    for (Roles block : blocks) {
      List<Statement> inside = block.block().orElseThrow();
      inside.stream()
          .filter(it -> it instanceof Roles)
          .forEach(
              it ->
                  values
                      .diagnostics()
                      .add(
                          it.span(),
                          Code.MISPLACED_STATEMENT,
                          "Roles are not declared inside the block of others."));
      clusters.add(new ClusterDraft(roles(block, values), inside));
    }
    return clusters;
  }

  private static void misplaced(Statement vpn, Values values) {
    values
        .diagnostics()
        .add(
            Diagnostic.at(
                    vpn.span(),
                    Code.MISPLACED_STATEMENT,
                    "A VPN belongs to the block of its roles.")
                .hint("Write `ROLE vpn1 { … }` around what these machines are."));
  }

  /** Names and users alone make no machine. */
  private static boolean needsRole(Statement statement) {
    return !(statement instanceof Statement.Naming naming && naming.block().isEmpty())
        && !(statement instanceof Statement.VpnUser);
  }

  /** What a source without ROLE has: two routers where an address chain occurs, else one. */
  private static List<Role> defaults(List<Statement> statements, Span span) {
    boolean pair = statements.stream().anyMatch(ClusterDraft::hasChain);
    return pair
        ? List.of(
            new Role("master", "master", 100, 0, span), new Role("backup", "backup", 50, 1, span))
        : List.of(new Role("router", "router", 100, 0, span));
  }

  private static boolean hasChain(Statement statement) {
    return statement instanceof Device device
        && device.items().stream()
            .anyMatch(
                item ->
                    switch (item) {
                      case Device.Column it -> AddressColumns.isChain(it.word().text());
                      case Device.Labelled it -> true;
                      case Device.Option it -> false;
                    });
  }

  private static List<Role> roles(Roles statement, Values values) {
    List<Role> roles = new ArrayList<>();
    int priority = 100;
    for (Roles.Declaration declaration : statement.declarations()) {
      Optional<String> name = values.name(declaration.name());
      Optional<String> host =
          declaration.hostName().isPresent()
              ? values.hostName(declaration.hostName().get())
              : name.flatMap(it -> hostName(declaration.name(), it, values));
      int own =
          declaration.priority().isPresent()
              ? values
                  .number(declaration.priority().get(), 1, 254, Code.PRIORITY, "A priority")
                  .orElse(priority)
              : priority;
      // One that is wrong keeps its place, so that chains have the right length.
      String text = name.orElse(declaration.name().toString());
      roles.add(new Role(text, host.orElse(text), own, roles.size(), declaration.span()));
      priority = Math.max(1, priority / 2);
    }
    return roles;
  }

  private static Optional<String> hostName(Word word, String name, Values values) {
    return values.hostName(word.withText(name.replace('_', '-')));
  }

  /** Reports roles of the same name in all of {@code clusters}. */
  static void checkNames(List<ClusterDraft> clusters, Values values) {
    List<Role> seen = new ArrayList<>();
    for (ClusterDraft cluster : clusters) {
      for (Role role : cluster.roles) {
        seen.stream()
            .filter(it -> it.name().equalsIgnoreCase(role.name()))
            .findFirst()
            .ifPresent(
                first ->
                    values
                        .diagnostics()
                        .add(
                            Diagnostic.at(
                                    role.span(),
                                    Code.DUPLICATE_NAME,
                                    "There is another role `" + first.name() + "`.")
                                .related(first.span(), "It is declared here.")
                                .hint(
                                    first.name().equals(role.name())
                                        ? Optional.empty()
                                        : Optional.of(ONLY_CASE))));
        seen.add(role);
      }
    }
  }

  /** The role of that name; an unknown one is reported. */
  Optional<Role> role(Word word, Values values) {
    Optional<Role> found = roles.stream().filter(it -> it.name().equals(word.text())).findFirst();
    if (found.isEmpty()) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(word.span(), Code.UNKNOWN_NAME, "There is no role `" + word + "` here.")
                  .hint(Similar.hint(word.text(), roles.stream().map(Role::name).toList())));
    }
    return found;
  }
}
