package org.labwall.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.ast.Statement;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Device;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.Leg;
import org.labwall.model.Network;

/** Reads where the machines of one cluster stand: NETINIT, DEV, VLAN and ROUTE statements. */
final class ClusterReader {
  private final Values values;
  private final ClusterDraft cluster;
  private final List<LegDraft> drafts = new ArrayList<>();
  private final Map<String, Device> devices = new LinkedHashMap<>();
  private final Map<LegDraft, List<Network.Route>> routes = new LinkedHashMap<>();

  ClusterReader(Values values, ClusterDraft cluster) {
    this.values = values;
    this.cluster = cluster;
  }

  /**
   * The devices and legs of a cluster.
   *
   * @param devices devices without addresses
   * @param legs where the machines stand
   */
  record Stands(List<Device> devices, List<Leg> legs) {}

  /**
   * Reads the cluster's statements.
   *
   * @param known the networks of the clusters before it, by each of their names
   */
  Stands read(Map<String, Network> known) {
    DeviceReader reader = new DeviceReader(values, cluster.roles(), known);
    for (Statement statement : cluster.statements()) {
      if (statement instanceof Statement.Device device) {
        reader.read(device).ifPresent(this::take);
      } else if (statement instanceof Statement.NetInit init) {
        init.devices().forEach(this::bringUp);
      }
    }
    new VpnLegs(values, cluster, known).complete(drafts);
    for (Statement statement : cluster.statements()) {
      if (statement instanceof Statement.Route route) {
        route(route);
      }
    }
    List<Leg> legs = new ArrayList<>();
    for (LegDraft draft : drafts) {
      Network network =
          draft.known().orElseGet(() -> draft.network(routes.getOrDefault(draft, List.of())));
      legs.add(draft.leg(network));
      devices.remove(draft.interfaceName());
    }
    return new Stands(List.copyOf(devices.values()), legs);
  }

  private void take(LegDraft draft) {
    if (draft.hasNetwork()) {
      drafts.add(draft);
      if (draft.vlan().isPresent()) {
        devices.putIfAbsent(
            draft.device(), new Device(draft.device(), InterfaceSettings.NONE, draft.span()));
      }
      return;
    }
    Device before = devices.get(draft.device());
    if (before != null && !before.settings().equals(InterfaceSettings.NONE)) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      draft.span(),
                      Code.DUPLICATE_INTERFACE,
                      "The device `" + draft.device() + "` is described already.")
                  .related(before.span(), "It is described here."));
    }
    devices.put(draft.device(), new Device(draft.device(), draft.settings(), draft.span()));
  }

  private void bringUp(Word word) {
    values
        .interfaceName(word)
        .ifPresent(
            name ->
                devices.putIfAbsent(name, new Device(name, InterfaceSettings.NONE, word.span())));
  }

  private void route(Statement.Route statement) {
    Optional<Prefix> destination = values.prefix(statement.destination());
    Optional<Address> gateway = values.address(statement.gateway());
    if (destination.isEmpty() || gateway.isEmpty()) {
      return;
    }
    if (destination.get().family() != gateway.get().family()) {
      values
          .diagnostics()
          .add(
              statement.gateway().span(),
              Code.GATEWAY,
              "The gateway and the network are of different families.");
      return;
    }
    if (destination.get().length() == 0) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      statement.destination().span(),
                      Code.GATEWAY,
                      "The default route is not a routed network.")
                  .hint("Write `via " + gateway.get() + "` behind the addresses of the way out."));
      return;
    }
    Optional<LegDraft> leg = drafts.stream().filter(it -> holds(it, gateway.get())).findFirst();
    if (leg.isEmpty()) {
      values
          .diagnostics()
          .add(
              statement.gateway().span(),
              Code.GATEWAY,
              "The gateway `" + gateway.get() + "` lies in no network of these roles.");
      return;
    }
    if (leg.get().known().isPresent()) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      statement.span(),
                      Code.MISPLACED_STATEMENT,
                      "A route belongs to the roles that declare the network of its gateway.")
                  .related(leg.get().known().get().span(), "The network is declared here."));
      return;
    }
    routes
        .computeIfAbsent(leg.get(), it -> new ArrayList<>())
        .add(new Network.Route(destination.get(), gateway.get(), statement.span()));
  }

  private static boolean holds(LegDraft draft, Address address) {
    Family family = address.family();
    return draft.known().isPresent()
        ? draft.known().get().prefix(family).map(it -> it.contains(address)).orElse(false)
        : draft.side(family).map(it -> it.prefix().contains(address)).orElse(false);
  }
}
