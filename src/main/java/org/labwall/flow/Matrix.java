package org.labwall.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Role;
import org.labwall.project.Node;

/**
 * What may pass at a machine from each network, and from itself, to each.
 *
 * @param roles the machines for which it is so
 * @param names the networks, and {@code self}
 * @param rows what may pass, by where it comes from and where it goes
 */
public record Matrix(List<Role> roles, List<String> names, List<List<String>> rows) {
  private static final String SELF = "self";

  public Matrix {
    roles = List.copyOf(roles);
    names = List.copyOf(names);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** Those of machines; of several for which they are the same, one. */
  public static List<Matrix> of(List<Node> nodes) {
    List<Matrix> all = new ArrayList<>();
    for (Node node : nodes) {
      Matrix one = of(node);
      Optional<Matrix> twin =
          all.stream()
              .filter(it -> it.names.equals(one.names) && it.rows.equals(one.rows))
              .findFirst();
      twin.ifPresent(all::remove);
      List<Role> roles = new ArrayList<>(twin.map(Matrix::roles).orElse(List.of()));
      roles.add(node.role());
      all.add(new Matrix(roles, one.names, one.rows));
    }
    return all;
  }

  private static Matrix of(Node node) {
    Map<String, List<Endpoint>> places = new LinkedHashMap<>();
    for (Leg leg : node.cluster().legs()) {
      places.put(leg.network().name(), List.of(new Endpoint.OfNetwork(leg.network())));
    }
    places.put(SELF, List.of(new Endpoint.Self()));
    List<MatrixOfFamily> families = new ArrayList<>();
    for (Family family : Family.values()) {
      families.add(new MatrixOfFamily(node, family, places.values()));
    }
    List<String> names = List.copyOf(places.keySet());
    List<List<String>> rows = new ArrayList<>();
    for (List<Endpoint> from : places.values()) {
      families.forEach(it -> it.from(from));
      List<String> row = new ArrayList<>();
      for (List<Endpoint> to : places.values()) {
        List<Cell> cells = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        for (MatrixOfFamily family : families) {
          family
              .to(to)
              .ifPresent(
                  it -> {
                    cells.add(it);
                    titles.add(family.name());
                  });
        }
        row.add(from == to || cells.isEmpty() ? "" : Cell.text(cells, titles));
      }
      rows.add(row);
    }
    return new Matrix(List.of(node.role()), names, rows);
  }
}
