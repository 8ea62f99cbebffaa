package org.labwall.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Family;
import org.labwall.ast.Statement;
import org.labwall.ast.VpnClause;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Vpn;

/**
 * Reads the VPNs of a whole source: those who join one may stand before those who serve it.
 *
 * @param stands where each cluster stands, those in VPNs that it joins included
 * @param vpns what each cluster serves and joins
 */
record Vpns(List<ClusterReader.Stands> stands, List<Optional<Vpn>> vpns) {

  /**
   * Reads the statements of all clusters.
   *
   * @param stands where each cluster stands, as far as its other statements say
   * @param known all networks of the source, by each of their names
   */
  static Vpns read(
      Values values,
      List<ClusterDraft> clusters,
      List<ClusterReader.Stands> stands,
      VpnUsers users,
      Map<String, Network> known) {
    List<VpnReader> readers = new ArrayList<>();
    List<Vpn.Daemon> daemons = new ArrayList<>();
    for (int i = 0; i < clusters.size(); i++) {
      VpnReader reader = new VpnReader(values, stands.get(i), known);
      statements(clusters.get(i)).forEach(it -> reader.read(it.clause(), it.span()));
      daemons.addAll(reader.daemons());
      readers.add(reader);
    }
    Set<Network> outside = waysOut(stands);
    List<ClusterReader.Stands> complete = new ArrayList<>();
    List<Optional<Vpn>> vpns = new ArrayList<>();
    for (int i = 0; i < clusters.size(); i++) {
      List<Statement.Vpn> said = statements(clusters.get(i));
      VpnMembers members = new VpnMembers(values, clusters.get(i), users, known);
      List<Vpn.Membership> joined =
          said.stream()
              .filter(it -> it.clause() instanceof VpnClause.Join)
              .flatMap(
                  it -> members.read((VpnClause.Join) it.clause(), it.span(), daemons).stream())
              .toList();
      List<Leg> legs = new ArrayList<>(stands.get(i).legs());
      List<Leg> facing =
          legs.stream().filter(it -> isWayOut(it) || outside.contains(it.network())).toList();
      joined.forEach(it -> legs.add(it.leg()));
      complete.add(new ClusterReader.Stands(stands.get(i).devices(), legs));
      vpns.add(said.isEmpty() ? Optional.empty() : Optional.of(readers.get(i).vpn(facing, joined)));
    }
    return new Vpns(complete, vpns);
  }

  private static List<Statement.Vpn> statements(ClusterDraft cluster) {
    return cluster.statements().stream()
        .filter(Statement.Vpn.class::isInstance)
        .map(Statement.Vpn.class::cast)
        .toList();
  }

  /** The networks through which those who declare them leave the site. */
  private static Set<Network> waysOut(List<ClusterReader.Stands> stands) {
    Set<Network> found = new HashSet<>();
    for (ClusterReader.Stands each : stands) {
      each.legs().stream()
          .filter(leg -> leg.declares() && isWayOut(leg))
          .forEach(leg -> found.add(leg.network()));
    }
    return found;
  }

  private static boolean isWayOut(Leg leg) {
    return Arrays.stream(Family.values()).anyMatch(leg::wayOut);
  }
}
