package org.labwall.resolve;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.labwall.ast.Statement.Vrrp;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Similar;
import org.labwall.model.Device;
import org.labwall.model.Leg;
import org.labwall.model.VirtualRouter.Tracked;

/** Reads {@code VRRP TRACK}: an interface by its name, or by that of its network. */
final class TrackReader {
  private final Values values;
  private final ClusterReader.Stands stands;
  private final VrrpInstances instances;

  TrackReader(Values values, ClusterReader.Stands stands, VrrpInstances instances) {
    this.values = values;
    this.stands = stands;
    this.instances = instances;
  }

  Optional<Tracked> read(Vrrp.Track clause) {
    OptionalInt weight =
        clause.weight().isPresent()
            ? values.number(clause.weight().get(), -253, 253, Code.BAD_NUMBER, "A weight")
            : OptionalInt.empty();
    Word word = clause.device();
    Optional<String> name = values.interfaceName(word);
    Optional<String> ofNetwork =
        stands.legs().stream()
            .filter(it -> name.equals(Optional.of(it.network().name())))
            .map(Leg::interfaceName)
            .findFirst();
    if (name.isPresent() && ofNetwork.isEmpty()) {
      checkKnown(name.get(), word);
    }
    Optional<String> tracked = ofNetwork.or(() -> name);
    if (weight.isPresent() && tracked.filter(this::polls).isPresent()) {
      values
          .diagnostics()
          .add(
              word.span(),
              Code.UNTRACKED,
              "An instance runs on `"
                  + tracked.get()
                  + "` and fails with it, whatever the weight.");
    }
    return tracked.map(it -> new Tracked(it, weight, word.span()));
  }

  private void checkKnown(String name, Word word) {
    List<String> interfaces =
        Stream.concat(
                stands.legs().stream().map(Leg::interfaceName),
                stands.devices().stream().map(Device::name))
            .toList();
    if (!interfaces.contains(name)) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      word.span(),
                      Code.UNTRACKED,
                      "No statement brings `" + name + "` up, and keepalived needs it.")
                  .hint(
                      Similar.hint(name, interfaces)
                          .or(() -> Optional.of("`NETINIT " + name + "` does."))));
    }
  }

  private boolean polls(String interfaceName) {
    return instances.all().stream().anyMatch(it -> it.poll().interfaceName().equals(interfaceName));
  }
}
