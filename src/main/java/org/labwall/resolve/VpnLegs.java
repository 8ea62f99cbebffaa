package org.labwall.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.ast.Statement;
import org.labwall.ast.VpnClause;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Similar;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.Link;
import org.labwall.model.Network;
import org.labwall.model.Vpn;
import org.labwall.source.Span;

/**
 * Reads where the VPNs that a cluster serves put its machines: over which interfaces, and in which
 * networks of their own.
 */
final class VpnLegs {
  private final Values values;
  private final ClusterDraft cluster;
  private final Map<String, Network> known;

  /**
   * A reader for one cluster.
   *
   * @param known the networks of the clusters before it, by each of their names
   */
  VpnLegs(Values values, ClusterDraft cluster, Map<String, Network> known) {
    this.values = values;
    this.cluster = cluster;
    this.known = known;
  }

  /** Adds tunnels to the legs, and puts bridges over those whose networks are served. */
  void complete(List<LegDraft> legs) {
    for (Statement statement : cluster.statements()) {
      if (statement instanceof Statement.Vpn vpn
          && vpn.clause() instanceof VpnClause.Daemon daemon) {
        if (declares(daemon)) {
          tunnel(daemon, vpn.span()).ifPresent(legs::add);
        } else {
          bridge(daemon.name(), legs);
        }
      }
    }
  }

  /** Whether a daemon has a network of its own, which its statement declares. */
  private static boolean declares(VpnClause.Daemon daemon) {
    return !daemon.columns().isEmpty() || inet6(daemon).isPresent();
  }

  private static Optional<Word> inet6(VpnClause.Daemon daemon) {
    return daemon.options().stream()
        .filter(it -> it.kind() == VpnClause.Kind.INET6)
        .map(VpnClause.Option::argument)
        .findFirst();
  }

  private void bridge(Word word, List<LegDraft> legs) {
    Optional<String> text = values.plain(word);
    for (int i = 0; i < legs.size() && text.isPresent(); i++) {
      if (legs.get(i).isCalled(text.get())) {
        legs.set(i, legs.get(i).bridged());
        return;
      }
    }
    text.ifPresent(it -> reportLeg(word, it, legs));
  }

  private void reportLeg(Word word, String text, List<LegDraft> legs) {
    String name = Values.shown(text);
    Diagnostic diagnostic;
    if (VpnWords.network(word, known).isPresent()) {
      diagnostic =
          Diagnostic.at(word.span(), Code.VPN_LEG, "These roles do not stand in `" + name + "`.")
              .hint(
                  "A `VLAN` or `DEV` in this block says by which device and with which addresses.");
    } else {
      diagnostic =
          Diagnostic.at(word.span(), Code.UNKNOWN_NAME, "Unknown network `" + name + "`.")
              .hint(
                  Similar.hint(text, legs.stream().map(LegDraft::name).toList())
                      .orElse(
                          "A VPN that is a network of its own has a prefix: `VPN "
                              + name
                              + " 10.8.0.0/24 port 1194`."));
    }
    values.diagnostics().add(diagnostic);
  }

  /** The servers' end of a network that the statement declares. */
  private Optional<LegDraft> tunnel(VpnClause.Daemon daemon, Span span) {
    Optional<String> name = values.name(daemon.name());
    List<Prefix> prefixes = new ArrayList<>();
    boolean good = true;
    for (Word column : daemon.columns()) {
      good &= prefix(column, prefixes);
    }
    if (inet6(daemon).isPresent()) {
      good &= prefix(inet6(daemon).get(), prefixes);
    }
    Optional<Network> taken = name.flatMap(it -> Optional.ofNullable(known.get(it)));
    taken.ifPresent(first -> reportTaken(daemon.name(), first));
    good &= taken.isEmpty();
    return name.isEmpty() || !good
        ? Optional.empty()
        : Optional.of(
            new LegDraft(
                name.get(),
                Optional.empty(),
                OptionalInt.empty(),
                Link.Tunnel.name(name.get()),
                new Link.Tunnel(),
                side(prefixes, Family.IPV4, span),
                side(prefixes, Family.IPV6, span),
                Optional.empty(),
                false,
                InterfaceSettings.NONE,
                span));
  }

  private void reportTaken(Word name, Network first) {
    values
        .diagnostics()
        .add(
            Diagnostic.at(
                    name.span(), Code.DUPLICATE_NAME, "The name `" + name + "` is taken already.")
                .related(first.span(), "It is declared here first.")
                .hint("To serve that network, leave the prefix out."));
  }

  /** Takes a prefix that OpenVPN can serve once each role has its share. */
  private boolean prefix(Word word, List<Prefix> before) {
    Optional<Prefix> read = values.prefix(word);
    if (read.isEmpty()) {
      return false;
    }
    Family family = read.get().family();
    int bits = 32 - Integer.numberOfLeadingZeros(cluster.roles().size() - 1);
    int least = family == Family.IPV4 ? 8 : 64;
    int most = (family == Family.IPV4 ? 29 : 124) - bits;
    boolean good =
        values.accept(
                read.get().length() >= least && read.get().length() <= most,
                word,
                Code.VPN_POOL,
                "The network of a VPN has a length from " + least + " to " + most + " here.",
                "")
            && values.accept(
                before.stream().noneMatch(it -> it.family() == family),
                word,
                Code.BAD_COLUMNS,
                "This VPN has a network of this family already.",
                "");
    before.add(read.get());
    return good;
  }

  /** Each role is the first machine in its share of the prefix. */
  private Optional<LegDraft.Side> side(List<Prefix> prefixes, Family family, Span span) {
    Optional<Prefix> prefix = prefixes.stream().filter(it -> it.family() == family).findFirst();
    int machines = cluster.roles().size();
    return prefix.map(
        whole -> {
          List<Address> real = new ArrayList<>();
          for (int i = 0; i < machines; i++) {
            real.add(Vpn.Daemon.share(whole, i, machines).network().next().orElseThrow());
          }
          return new LegDraft.Side(
              whole,
              Optional.of(
                  new AddressColumns.Addresses(
                      real, Optional.empty(), OptionalInt.empty(), false, span)),
              Optional.empty());
        });
  }
}
