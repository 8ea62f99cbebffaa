package org.labwall.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Network;
import org.labwall.source.Span;

/**
 * Reads the columns behind the device: network, gateway, netmask, addresses and broadcast, in the
 * order that DEV and VLAN have.
 */
final class ColumnReader {
  private final Values values;
  private final AddressColumns addresses;
  private final boolean vlan;
  private final Optional<Network> joined;

  /**
   * A reader for one statement.
   *
   * @param joined the network of another cluster, if the statement only stands in it
   */
  ColumnReader(Values values, AddressColumns addresses, boolean vlan, Optional<Network> joined) {
    this.values = values;
    this.addresses = addresses;
    this.vlan = vlan;
    this.joined = joined;
  }

  /**
   * What the columns say.
   *
   * @param side the prefix and the addresses in it
   * @param gateway DEV's gateway column
   * @param broadcast VLAN's broadcast column
   */
  record Read(
      Optional<LegDraft.Side> side, Optional<Address> gateway, Optional<Address> broadcast) {

    static final Read NOTHING = new Read(Optional.empty(), Optional.empty(), Optional.empty());

    Optional<Address> gateway(Family family) {
      return gateway.filter(it -> it.family() == family);
    }

    Optional<LegDraft.Side> side(Family family) {
      return side.filter(it -> it.prefix().family() == family);
    }
  }

  static boolean isAddressShaped(String text) {
    return Address.looksLike(text)
        || AddressColumns.isChain(text)
        || Prefix.parseLoose(text).isPresent()
        || (text.indexOf('/') > 0 && Address.looksLike(text.substring(0, text.indexOf('/'))));
  }

  /** The columns behind {@code inet6}: a prefix and addresses. */
  Optional<Read> read6(DeviceParts.Columns columns) {
    Optional<Read> read = read(columns);
    if (read.isPresent() && read.get().side(Family.IPV6).isEmpty()) {
      return misfit(columns.span(), "Behind `inet6` stands an IPv6 prefix.");
    }
    return read;
  }

  /** The columns of the statement itself. */
  Optional<Read> read(DeviceParts.Columns columns) {
    List<Word> words = new ArrayList<>(columns.words());
    Optional<Prefix> known = knownPrefix(words, columns);
    Optional<Word> network =
        known.isPresent() || words.isEmpty() ? Optional.empty() : Optional.of(words.remove(0));
    if (known.isEmpty() && network.isEmpty()) {
      return misfit(columns.span(), "The network is missing: a prefix such as `172.16.10.0/24`.");
    }
    Optional<Word> chain = takeChain(words, columns);
    Optional<Word> address =
        chain.isPresent() || !columns.labels().isEmpty() ? chain : takeAddress(words);
    Optional<Word> mask = takeMask(words);
    Optional<Prefix> prefix =
        known.or(
            () ->
                network.flatMap(it -> prefix(it, mask).filter(read -> isJoined(read, it.span()))));
    if (prefix.isEmpty()) {
      return Optional.empty();
    }
    if (words.size() > 1 || (!words.isEmpty() && known.isPresent())) {
      return misfit(
          words.get(words.size() - 1).span(),
          "This column is one too many for a " + (vlan ? "VLAN." : "DEV."));
    }
    Optional<AddressColumns.Addresses> read =
        columns.labels().isEmpty()
            ? address.flatMap(it -> addresses.read(it, prefix.get(), columns.polls()))
            : addresses.read(columns.labels(), prefix.get(), columns.polls());
    if (address.isEmpty() && columns.labels().isEmpty()) {
      return misfit(columns.span(), "The addresses of the roles in this network are missing.");
    }
    Optional<Address> last =
        words.isEmpty() ? Optional.empty() : values.address(words.get(0), prefix.get());
    if (last.isPresent() && vlan && prefix.get().family() == Family.IPV6) {
      return misfit(words.get(0).span(), "IPv6 knows no broadcast address.");
    }
    if (read.isEmpty() || (last.isEmpty() && !words.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Read(
            Optional.of(new LegDraft.Side(prefix.get(), read, Optional.empty())),
            vlan ? Optional.empty() : last,
            vlan ? last : Optional.empty()));
  }

  /** The prefix of the joined network in the family of the addresses, unless one is written. */
  private Optional<Prefix> knownPrefix(List<Word> words, DeviceParts.Columns columns) {
    boolean written =
        !words.isEmpty()
            && (words.get(0).text().indexOf('/') > 0
                || words.stream().skip(1).anyMatch(ColumnReader::isMask));
    if (joined.isEmpty() || written) {
      return Optional.empty();
    }
    String text =
        words.isEmpty()
            ? columns.labels().isEmpty() ? "" : columns.labels().get(0).value().text()
            : words.get(0).text();
    return joined.get().prefix(text.indexOf(':') >= 0 ? Family.IPV6 : Family.IPV4);
  }

  /** Whether a prefix that is written is that of the joined network, if there is one. */
  private boolean isJoined(Prefix written, Span span) {
    if (joined.isEmpty() || joined.get().prefix(written.family()).equals(Optional.of(written))) {
      return true;
    }
    String known =
        joined
            .get()
            .prefix(written.family())
            .map(it -> "is `" + it + "`")
            .orElse("has no prefix of this family");
    misfit(span, "The network `" + joined.get().name() + "` " + known + " where it is declared.");
    return false;
  }

  private Optional<Word> takeChain(List<Word> words, DeviceParts.Columns columns) {
    List<Word> chains = words.stream().filter(it -> AddressColumns.isChain(it.text())).toList();
    if (chains.size() > 1 || (!chains.isEmpty() && !columns.labels().isEmpty())) {
      values
          .diagnostics()
          .add(
              chains.get(chains.size() - 1).span(),
              Code.BAD_COLUMNS,
              "The addresses of this network are written already.");
    }
    words.removeIf(it -> AddressColumns.isChain(it.text()));
    return chains.stream().findFirst();
  }

  /** One address for all roles: a VLAN's first column, a DEV's last. */
  private Optional<Word> takeAddress(List<Word> words) {
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(words.remove(vlan ? 0 : words.size() - 1));
  }

  private static Optional<Word> takeMask(List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      if (isMask(words.get(i))) {
        return Optional.of(words.remove(i));
      }
    }
    return Optional.empty();
  }

  private static boolean isMask(Word word) {
    return Address.parse(word.text()).map(it -> length(it).isPresent()).orElse(false);
  }

  private static OptionalInt length(Address mask) {
    OptionalInt length =
        mask.family() == Family.IPV4 ? Prefix.lengthOfNetmask(mask) : OptionalInt.empty();
    return length.isPresent() && length.getAsInt() == 0 ? OptionalInt.empty() : length;
  }

  private Optional<Prefix> prefix(Word network, Optional<Word> mask) {
    OptionalInt masked =
        mask.isPresent()
            ? length(Address.parse(mask.get().text()).orElseThrow())
            : OptionalInt.empty();
    if (network.text().indexOf('/') >= 0) {
      Optional<Prefix> prefix = values.prefix(network);
      if (prefix.isPresent() && masked.isPresent() && masked.getAsInt() != prefix.get().length()) {
        return misfit(
            mask.orElseThrow().span(), "This netmask is not that of `" + prefix.get() + "`.");
      }
      return prefix;
    }
    Optional<Address> address = values.address(network);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    if (masked.isEmpty()) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      network.span(), Code.BAD_COLUMNS, "The netmask of this network is missing.")
                  .hint("Write `" + address.get() + "/24`, say, or a netmask column."));
      return Optional.empty();
    }
    Prefix prefix = Prefix.of(address.get(), masked.getAsInt());
    if (!prefix.network().equals(address.get())) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      network.span(),
                      Code.BAD_PREFIX,
                      "`" + network + "` has bits set behind its netmask.")
                  .hint("The network is `" + prefix.network() + "`."));
      return Optional.empty();
    }
    return Optional.of(prefix);
  }

  private <T> Optional<T> misfit(Span span, String message) {
    values.diagnostics().add(span, Code.BAD_COLUMNS, message);
    return Optional.empty();
  }
}
