package org.labwall.resolve;

import java.util.ArrayList;
import java.util.IdentityHashMap;
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
import org.labwall.diagnostic.Similar;
import org.labwall.model.Network;
import org.labwall.model.VpnUser;

/** Reads the VPNUSER statements of a whole source, each when it is asked for or at the end. */
final class VpnUsers {
  private final Values values;
  private final NameTable names;
  private final List<Statement.VpnUser> statements = new ArrayList<>();
  private final Map<Statement.VpnUser, Optional<VpnUser>> read = new IdentityHashMap<>();

  VpnUsers(Values values, NameTable names, List<ClusterDraft> clusters) {
    this.values = values;
    this.names = names;
    for (ClusterDraft cluster : clusters) {
      for (Statement statement : cluster.statements()) {
        if (statement instanceof Statement.VpnUser user) {
          statements.add(user);
        }
      }
    }
  }

  /** All users, with each name once. */
  List<VpnUser> all(Map<String, Network> known) {
    Map<String, Statement.VpnUser> byName = new LinkedHashMap<>();
    List<VpnUser> all = new ArrayList<>();
    for (Statement.VpnUser statement : statements) {
      Statement.VpnUser first = byName.putIfAbsent(statement.name().text(), statement);
      if (first != null) {
        values
            .diagnostics()
            .add(
                Diagnostic.at(
                        statement.name().span(),
                        Code.DUPLICATE_NAME,
                        "There is a user `" + statement.name() + "` already.")
                    .related(first.name().span(), "He stands here."));
      }
      user(statement, known).ifPresent(all::add);
    }
    return all;
  }

  /** The user of that name. */
  Optional<VpnUser> find(String name, Map<String, Network> known) {
    return statements.stream()
        .filter(it -> it.name().text().equals(name))
        .findFirst()
        .flatMap(it -> user(it, known));
  }

  private Optional<VpnUser> user(Statement.VpnUser statement, Map<String, Network> known) {
    return read.computeIfAbsent(statement, it -> read(it, known));
  }

  private Optional<VpnUser> read(Statement.VpnUser statement, Map<String, Network> known) {
    Optional<String> name = VpnWords.user(statement.name(), values);
    Optional<Network> network = VpnWords.network(statement.network(), known);
    if (network.isEmpty()) {
      reportNetwork(statement, known);
    }
    if (name.isEmpty() || network.isEmpty()) {
      return Optional.empty();
    }
    Optional<Address> ipv4 = Optional.empty();
    Optional<Address> ipv6 = Optional.empty();
    for (Word word : statement.addresses()) {
      Optional<Address> address = address(word, network.get());
      if (address.isEmpty()) {
        continue;
      }
      boolean four = address.get().family() == Family.IPV4;
      values.accept(
          (four ? ipv4 : ipv6).isEmpty(),
          word,
          Code.VPN_USER,
          "A user has one address of each family.",
          "");
      ipv4 = four ? address : ipv4;
      ipv6 = four ? ipv6 : address;
    }
    return Optional.of(new VpnUser(name.get(), network.get(), ipv4, ipv6, statement.span()));
  }

  private void reportNetwork(Statement.VpnUser statement, Map<String, Network> known) {
    Word word = statement.network();
    boolean address = Address.looksLike(word.text());
    names.reportUnknown(
        word.text(),
        Diagnostic.at(
                word.span(),
                address ? Code.VPN_USER : Code.UNKNOWN_NAME,
                address
                    ? "The user `" + statement.name() + "` has no VLAN."
                    : "Unknown network `" + Values.shown(word.text()) + "`.")
            .hint(
                address
                    ? Optional.of("Write `VPNUSER " + statement.name() + " VLAN " + word + "`.")
                    : Similar.hint(word.text(), known.keySet())));
  }

  private Optional<Address> address(Word word, Network network) {
    Optional<Address> written = values.address(word);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<Prefix> prefix = network.prefix(written.get().family());
    Optional<Address> address = prefix.map(it -> Values.completed(written.get(), it));
    boolean inside = address.isPresent() && prefix.orElseThrow().contains(address.get());
    return values.accept(
            inside,
            word,
            Code.ADDRESS_OUTSIDE,
            "`"
                + word
                + "` lies outside of `"
                + network.name()
                + "`"
                + prefix.map(it -> ", which is `" + it + "`.").orElse(", which has none like it."),
            "")
        ? address
        : Optional.empty();
  }
}
