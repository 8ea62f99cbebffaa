package org.labwall.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.ast.Statement.Device;
import org.labwall.ast.Statement.Device.OptionKind;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Similar;
import org.labwall.model.Link;
import org.labwall.model.Network;
import org.labwall.model.Role;
import org.labwall.source.Span;

/** Reads DEV and VLAN statements, whose columns are told apart by their shape. */
final class DeviceReader {
  private static final List<String> OPTIONS =
      Arrays.stream(OptionKind.values())
          .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .toList();

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
    if (hasMisspeltOption(words, vlan)) {
      return Optional.empty();
    }
    Optional<String> text = values.plain(first);
    Optional<Network> joined = text.flatMap(it -> joined(vlan, it));
    OptionalInt id = vlan && text.isPresent() ? vlanId(first, joined) : OptionalInt.empty();
    Optional<String> name = text.flatMap(it -> name(vlan, first, id, joined, words));
    if (device.isEmpty() || name.isEmpty() || (vlan && id.isEmpty())) {
      return Optional.empty();
    }
    ColumnReader columns = new ColumnReader(values, addresses, vlan, joined);
    DeviceParts.Columns main =
        new DeviceParts.Columns(
            words, parts.main().labels(), parts.main().polls(), statement.span());
    boolean dhcp = parts.options().stream().anyMatch(it -> it.kind() == OptionKind.DHCP);
    boolean elsewhere = dhcp || parts.inet6().isPresent();
    boolean bare = main.isEmpty() && (elsewhere || (!vlan && joined.isEmpty()));
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
    if (!agree(read.get(), read6.get(), dhcp, parts, statement.span())) {
      return Optional.empty();
    }
    DeviceOptions options = DeviceOptions.read(parts.options(), values);
    Optional<Address> gateway6 =
        gateway(
            options.gateways(),
            read.get().gateway(Family.IPV6).or(() -> read6.get().gateway(Family.IPV6)),
            ipv6,
            Family.IPV6);
    Optional<Address> gateway4 =
        gateway(options.gateways(), read.get().gateway(Family.IPV4), ipv4, Family.IPV4);
    return inherits(ipv4, ipv6, statement.span())
        ? Optional.of(
            new LegDraft(
                name.get(),
                joined,
                id,
                device.get(),
                new Link.Direct(),
                ipv4.map(it -> via(it, gateway4)),
                ipv6.map(it -> via(it, gateway6)),
                read.get().broadcast(),
                dhcp,
                options.settings(),
                statement.span()))
        : Optional.empty();
  }

  /** Reports a column that is nearly an option; a VLAN's only word is its name, whatever it is. */
  private boolean hasMisspeltOption(List<Word> columns, boolean vlan) {
    List<Word> words =
        columns.stream().filter(it -> !ColumnReader.isAddressShaped(it.text())).toList();
    int names = vlan ? 1 : 0;
    Optional<Word> option =
        words.size() <= names
            ? Optional.empty()
            : Stream.concat(words.stream().skip(names), words.stream().limit(names))
                .filter(
                    it ->
                        it.text().matches("(bond|bridge|dns|vlan)[-_].+")
                            || Similar.nearest(it.text(), OPTIONS).isPresent())
                .findFirst();
    option.ifPresent(
        it ->
            values
                .diagnostics()
                .add(
                    Diagnostic.at(it.span(), Code.BAD_OPTION, "No option is called `" + it + "`.")
                        .hint(Similar.hint(it.text(), OPTIONS))));
    return option.isPresent();
  }

  private Optional<Network> joined(boolean vlan, String first) {
    OptionalInt number = vlan ? Values.integer(first) : OptionalInt.empty();
    return Optional.ofNullable(known.get(number.isPresent() ? "vlan" + number.getAsInt() : first));
  }

  private OptionalInt vlanId(Word word, Optional<Network> joined) {
    if (joined.isPresent() && joined.get().vlan().isPresent()) {
      return joined.get().vlan();
    }
    if (joined.isPresent() || !Values.isNumber(word.text())) {
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
  private Optional<String> name(
      boolean vlan, Word first, OptionalInt id, Optional<Network> joined, List<Word> words) {
    if (!vlan) {
      return values.name(first);
    }
    List<Word> names =
        words.stream().filter(it -> !ColumnReader.isAddressShaped(it.text())).toList();
    words.removeIf(it -> !ColumnReader.isAddressShaped(it.text()));
    if (!names.stream().allMatch(it -> values.name(it).isPresent())) {
      return Optional.empty();
    }
    if (names.size() > 1) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      names.get(1).span(),
                      Code.BAD_OPTION,
                      "No option is called `" + names.get(1) + "`.")
                  .hint("The VLAN has its name already: `" + names.get(0) + "`."));
      return Optional.empty();
    }
    if (joined.isEmpty()) {
      return names.isEmpty()
          ? Optional.of("vlan" + id.orElse(0))
          : Optional.of(names.get(0).text());
    }
    String known = joined.get().name();
    return names.isEmpty() || names.get(0).text().equals(known)
        ? Optional.of(known)
        : misfit(names.get(0).span(), "This VLAN is called `" + known + "` where it is declared.");
  }

  /** Whether each family's addresses come from one place. */
  private boolean agree(
      ColumnReader.Read read, ColumnReader.Read read6, boolean dhcp, DeviceParts parts, Span span) {
    boolean twice = read.side(Family.IPV6).isPresent() && read6.side(Family.IPV6).isPresent();
    if (twice) {
      misfit(
          parts.inet6().map(DeviceParts.Columns::span).orElse(span),
          "The IPv6 prefix of this network is written already.");
    }
    boolean both = dhcp && read.side().isPresent();
    if (both) {
      values
          .diagnostics()
          .add(
              span,
              Code.BAD_OPTION,
              "The addresses come either from the provider or from here, not from both.");
    }
    return !twice && !both;
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

  /** The gateway of one family: that of the gateway column, or of {@code via}. */
  private Optional<Address> gateway(
      List<Word> gateways, Optional<Address> column, Optional<LegDraft.Side> side, Family family) {
    Optional<Address> found = column;
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
