package org.labwall.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.ast.Statement.Device;
import org.labwall.ast.Statement.Device.OptionKind;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Network;
import org.labwall.model.Role;
import org.labwall.source.Span;

/** Reads DEV and VLAN statements, whose columns are told apart by their shape. */
final class DeviceReader {
  private final Values values;
  private final AddressColumns addresses;
  private final Map<String, Network> known;

  /**
   * A reader of the statements of one cluster.
   *
   * @param known the networks that other clusters have declared, by each of their names
   */
  DeviceReader(Values values, List<Role> roles, Map<String, Network> known) {
    this.values = values;
    this.addresses = new AddressColumns(values, roles);
    this.known = known;
  }

  /** The statement, or nothing where it is wrong; what is wrong is reported. */
  Optional<LegDraft> read(Device statement) {
    DeviceParts parts = DeviceParts.of(statement);
    boolean vlan = statement.kind() == Device.Kind.VLAN;
    List<Word> words = new ArrayList<>(parts.main().words());
    if (words.size() < 2) {
      return misfit(
          statement.span(),
          vlan
              ? "A VLAN starts with its id and its device."
              : "A DEV starts with its name and its device.");
    }
    Word first = words.remove(0);
    Optional<String> device = values.interfaceName(words.remove(0));
    boolean number = vlan && Values.isNumber(first.text());
    Optional<Network> joined =
        Optional.ofNullable(known.get(number ? "vlan" + first.text() : first.text()));
    OptionalInt id =
        joined.isPresent() ? joined.get().vlan() : vlan ? vlanId(first) : OptionalInt.empty();
    Optional<String> name = joined.map(Network::name).or(() -> name(vlan, first, id, words));
    if (device.isEmpty() || name.isEmpty() || (vlan && id.isEmpty())) {
      return Optional.empty();
    }
    ColumnReader columns = new ColumnReader(values, addresses, vlan, joined);
    DeviceParts.Columns main =
        new DeviceParts.Columns(
            words, parts.main().labels(), parts.main().polls(), statement.span());
    boolean dhcp = parts.options().stream().anyMatch(it -> it.kind() == OptionKind.DHCP);
    boolean bare = main.isEmpty() && (dhcp || !vlan);
    Optional<ColumnReader.Read> read =
        bare ? Optional.of(ColumnReader.Read.NOTHING) : columns.read(main);
    Optional<ColumnReader.Read> read6 =
        parts.inet6().isEmpty()
            ? Optional.of(ColumnReader.Read.NOTHING)
            : columns.read6(parts.inet6().get());
    if (read.isEmpty() || read6.isEmpty()) {
      return Optional.empty();
    }
    Optional<LegDraft.Side> ipv4 = read.get().side(Family.IPV4);
    Optional<LegDraft.Side> ipv6 =
        read.get().side(Family.IPV6).or(() -> read6.get().side(Family.IPV6));
    DeviceOptions options = DeviceOptions.read(parts.options(), values);
    Optional<Address> gateway6 = gateway(options.gateways(), ipv6, Family.IPV6);
    Optional<Address> gateway4 =
        gateway(options.gateways(), ipv4, Family.IPV4).or(() -> read.get().gateway());
    return inherits(ipv4, ipv6, statement.span())
        ? Optional.of(
            new LegDraft(
                name.get(),
                joined,
                id,
                device.get(),
                ipv4.map(it -> via(it, gateway4)),
                ipv6.map(it -> via(it, gateway6)),
                read.get().broadcast(),
                dhcp,
                options.settings(),
                statement.span()))
        : Optional.empty();
  }

  private OptionalInt vlanId(Word word) {
    if (!Values.isNumber(word.text())) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      word.span(), Code.VLAN_ID, "A VLAN starts with its id, not `" + word + "`.")
                  .hint("The name stands behind the addresses, and an id is from 1 to 4094."));
      return OptionalInt.empty();
    }
    return values.number(word, 1, 4094, Code.VLAN_ID, "A VLAN id");
  }

  /** The name: a DEV's first column, a VLAN's only column that is no address. */
  private Optional<String> name(boolean vlan, Word first, OptionalInt id, List<Word> words) {
    if (!vlan) {
      return values.name(first);
    }
    List<Word> names =
        words.stream().filter(it -> !ColumnReader.isAddressShaped(it.text())).toList();
    words.removeAll(names);
    if (names.size() > 1) {
      return misfit(names.get(1).span(), "This VLAN has the name `" + names.get(0) + "` already.");
    }
    return names.isEmpty() ? Optional.of("vlan" + id.orElse(0)) : values.name(names.get(0));
  }

  /** A virtual address without a virtual router id takes the other family's, if there is one. */
  private boolean inherits(Optional<LegDraft.Side> ipv4, Optional<LegDraft.Side> ipv6, Span span) {
    boolean orphan =
        virtual(ipv6).map(it -> it.routerId().isEmpty()).orElse(false) && virtual(ipv4).isEmpty();
    if (orphan) {
      misfit(span, "The IPv6 virtual address has no virtual router id.");
    }
    return !orphan;
  }

  private static Optional<AddressColumns.Addresses> virtual(Optional<LegDraft.Side> side) {
    return side.flatMap(LegDraft.Side::addresses).filter(it -> it.virtual().isPresent());
  }

  private Optional<Address> gateway(
      List<Word> gateways, Optional<LegDraft.Side> side, Family family) {
    Optional<Address> found = Optional.empty();
    for (Word word : gateways) {
      Optional<Address> address = Address.parse(word.text()).filter(it -> it.family() == family);
      if (address.isEmpty()) {
        continue;
      }
      if (side.isEmpty()) {
        values
            .diagnostics()
            .add(word.span(), Code.GATEWAY, "The network has no prefix of this gateway's family.");
      } else if (found.isPresent()) {
        values.diagnostics().add(word.span(), Code.GATEWAY, "There is another gateway already.");
      } else {
        found = Optional.of(Values.completed(address.get(), side.get().prefix()));
      }
    }
    return found;
  }

  private static LegDraft.Side via(LegDraft.Side side, Optional<Address> gateway) {
    return new LegDraft.Side(side.prefix(), side.addresses(), gateway.or(side::gateway));
  }

  private <T> Optional<T> misfit(Span span, String message) {
    values.diagnostics().add(span, Code.BAD_COLUMNS, message);
    return Optional.empty();
  }
}
