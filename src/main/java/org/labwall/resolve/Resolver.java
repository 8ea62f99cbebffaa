package org.labwall.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.ast.Definitions;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Naming;
import org.labwall.ast.VpnClause;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Host;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.model.VirtualRouter;
import org.labwall.model.Vpn;
import org.labwall.model.VpnUser;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** Makes the site of expanded statements: every name resolved, every value read. */
public final class Resolver {
  private final SourceFile main;
  private final Values values;
  private final NameTable names;
  private final List<Network> networks = new ArrayList<>();

  private Resolver(SourceFile main, Definitions library, Diagnostics diagnostics) {
    this.main = main;
    this.values = new Values(diagnostics);
    this.names = new NameTable(values, library);
  }

  /**
   * The site that {@code statements} describe; nothing where an error was reported.
   *
   * @param library what names stand for that the statements do not declare
   */
  public static Optional<Site> resolve(
      SourceFile main, List<Statement> statements, Definitions library, Diagnostics diagnostics) {
    return new Resolver(main, library, diagnostics).site(statements);
  }

  private Optional<Site> site(List<Statement> statements) {
    List<ClusterDraft> drafts = ClusterDraft.of(statements, values);
    ClusterDraft.checkNames(drafts, values);
    statements.forEach(this::declare);
    List<ClusterReader.Stands> stands = new ArrayList<>();
    for (ClusterDraft draft : drafts) {
      stands.add(new ClusterReader(values, draft).read(names.networks()));
      declareNetworks(stands.get(stands.size() - 1).legs());
    }
    for (ClusterDraft draft : drafts) {
      draft.statements().stream()
          .filter(Naming.class::isInstance)
          .forEach(it -> names.add((Naming) it));
    }
    VpnUsers users = new VpnUsers(values, names, drafts);
    Vpns vpns = Vpns.read(values, drafts, stands, users, names.networks());
    List<VpnUser> all = users.all(names.networks());
    List<Cluster> clusters = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      if (!drafts.get(i).roles().isEmpty()) {
        clusters.add(cluster(drafts.get(i), vpns.stands().get(i), vpns.vpns().get(i)));
      }
    }
    names.finish(main);
    if (!values.diagnostics().hasErrors() && networks.isEmpty()) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      new Span(main, 0, 0), Code.EMPTY_SOURCE, "This source describes no network.")
                  .hint("A network is declared by `DEV` or `VLAN`."));
    }
    return values.diagnostics().hasErrors()
        ? Optional.empty()
        : Optional.of(new Site(main, networks, hosts(drafts), all, names.vocabulary(), clusters));
  }

  /** Takes the names of a statement before it is read, for it may be wrong. */
  private void declare(Statement statement) {
    if (statement instanceof Naming naming) {
      names.declare(naming.name().text());
    } else if (statement instanceof Statement.Device device) {
      for (Statement.Device.Item item : device.items()) {
        if (item instanceof Statement.Device.Column column) {
          String text = column.word().text();
          names.declare(Values.isNumber(text) ? "vlan" + text : text);
        }
      }
    } else if (statement instanceof Statement.Vpn vpn
        && vpn.clause() instanceof VpnClause.Daemon daemon) {
      names.declare(daemon.name().text());
    } else if (statement instanceof Statement.Roles roles) {
      roles.block().ifPresent(block -> block.forEach(this::declare));
    }
  }

  private List<Host> hosts(List<ClusterDraft> drafts) {
    return drafts.stream()
        .flatMap(draft -> draft.statements().stream())
        .filter(it -> it instanceof Naming naming && naming.kind() == Naming.Kind.HOST)
        .map(it -> host((Naming) it))
        .toList();
  }

  private Host host(Naming naming) {
    List<Address> addresses = new ArrayList<>();
    for (Endpoint endpoint : names.endpoints(naming)) {
      if (endpoint instanceof Endpoint.OfAddresses of) {
        Stream.concat(of.ipv4().ranges().stream(), of.ipv6().ranges().stream())
            .filter(range -> range.first().equals(range.last()))
            .forEach(range -> addresses.add(range.first()));
      }
    }
    return new Host(naming.name().text(), addresses, naming.span());
  }

  private void declareNetworks(List<Leg> legs) {
    for (Leg leg : legs) {
      if (leg.declares()) {
        names.add(leg.network());
        networks.add(leg.network());
      }
    }
  }

  private Cluster cluster(ClusterDraft draft, ClusterReader.Stands stands, Optional<Vpn> vpn) {
    Optional<VirtualRouter> virtualRouter =
        new VirtualRouterReader(values, stands).read(draft.statements());
    PolicyReader.Policy policy =
        new PolicyReader(values, names, draft, new VpnRules(vpn, stands.legs()))
            .read(draft.statements());
    return new Cluster(
        draft.roles(),
        stands.devices(),
        stands.legs(),
        virtualRouter,
        new LoggingReader(values, draft).read(draft.statements()),
        policy.rules(),
        policy.expectations(),
        new TranslationReader(values, names, draft).read(draft.statements()),
        vpn);
  }
}
