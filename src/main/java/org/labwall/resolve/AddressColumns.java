package org.labwall.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.Prefix;
import org.labwall.ast.Statement.Device;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Similar;
import org.labwall.model.Leg;
import org.labwall.model.Role;
import org.labwall.source.Span;

/**
 * Reads the addresses of a cluster in one network: one address, a chain {@code
 * MASTER-BACKUP-VIRTUAL-VRID}, or labels.
 */
final class AddressColumns {
  private static final String VIRTUAL = "virtual";
  private static final String VRID = "vrid";

  private final Values values;
  private final List<Role> roles;

  AddressColumns(Values values, List<Role> roles) {
    this.values = values;
    this.roles = roles;
  }

  /**
   * What was written.
   *
   * @param real the real addresses, one for each role
   * @param virtual the virtual address
   * @param routerId the virtual router id; absent where an IPv6 chain leaves it to the IPv4 one
   * @param polls whether a star or {@code poll} marks it
   * @param span where it stands
   */
  record Addresses(
      List<Address> real,
      Optional<Address> virtual,
      OptionalInt routerId,
      boolean polls,
      Span span) {

    /** The same under the virtual router of the other family. */
    Leg.Stand stand(Optional<Leg.Virtual> other, Optional<Address> gateway) {
      int id = routerId.orElse(other.map(Leg.Virtual::routerId).orElse(0));
      boolean starred =
          polls || (routerId.isEmpty() && other.map(Leg.Virtual::polls).orElse(false));
      return new Leg.Stand(
          real, virtual.map(it -> new Leg.Virtual(it, id, starred)), gateway, span);
    }
  }

  /** Whether a column has the shape of a chain. */
  static boolean isChain(String text) {
    int dash = text.indexOf('-');
    return dash > 0 && Address.looksLike(text.substring(0, dash));
  }

  /** One column: an address or a chain. */
  Optional<Addresses> read(Word word, Prefix prefix, boolean polls) {
    Optional<String> plain = values.plain(word);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    String text = plain.get();
    if (!isChain(text)) {
      return values
          .address(word, prefix)
          .flatMap(address -> polled(everywhere(address, polls, word.span())));
    }
    boolean star = text.endsWith("*");
    List<Word> parts = parts(word, star ? text.substring(0, text.length() - 1) : text);
    boolean bare = parts.size() == roles.size();
    boolean inherits = parts.size() == roles.size() + 1 && prefix.family().bits() == 128;
    if (!bare && !inherits && parts.size() != roles.size() + 2) {
      reportLength(word, parts.size());
      return Optional.empty();
    }
    List<Address> addresses = new ArrayList<>();
    for (Word part : parts.subList(0, roles.size() + (bare ? 0 : 1))) {
      values
          .address(part, prefix)
          .filter(address -> isNew(address, addresses, part))
          .ifPresent(addresses::add);
    }
    OptionalInt id = bare || inherits ? OptionalInt.empty() : routerId(parts.get(parts.size() - 1));
    if (addresses.size() < roles.size() + (bare ? 0 : 1) || (id.isEmpty() && !bare && !inherits)) {
      return Optional.empty();
    }
    return polled(
        new Addresses(
            addresses.subList(0, roles.size()),
            bare ? Optional.empty() : Optional.of(addresses.get(roles.size())),
            id,
            star || polls,
            word.span()));
  }

  /** The addresses, unless they are to poll for a virtual one that is not there. */
  private Optional<Addresses> polled(Addresses read) {
    if (read.polls && read.virtual.isEmpty()) {
      values
          .diagnostics()
          .add(read.span, Code.POLL, "There is no virtual address here for which to poll.");
      return Optional.empty();
    }
    return Optional.of(read);
  }

  /** Labels: {@code master=… backup=… virtual=… vrid=…}. */
  Optional<Addresses> read(List<Device.Labelled> labels, Prefix prefix, boolean polls) {
    Map<String, Word> byLabel = new LinkedHashMap<>();
    boolean good = true;
    for (Device.Labelled labelled : labels) {
      good &= isKnown(labelled.label());
      if (byLabel.put(labelled.label().text(), labelled.value()) != null) {
        values.accept(
            false, labelled.label(), Code.BAD_COLUMNS, "This label stands here twice.", "");
        good = false;
      }
    }
    Span span = labels.get(0).span().to(labels.get(labels.size() - 1).span());
    List<Address> real = new ArrayList<>();
    for (Role role : roles) {
      Word word = byLabel.get(role.name());
      if (word == null) {
        values
            .diagnostics()
            .add(
                span,
                Code.CHAIN_LENGTH,
                "The address of the role `" + role.name() + "` is missing.");
      } else {
        values.address(word, prefix).ifPresent(real::add);
      }
    }
    Optional<Word> idWord = Optional.ofNullable(byLabel.get(VRID));
    OptionalInt id = idWord.isPresent() ? routerId(idWord.get()) : OptionalInt.empty();
    Optional<Address> virtual =
        Optional.ofNullable(byLabel.get(VIRTUAL)).flatMap(it -> values.address(it, prefix));
    if (virtual.isPresent() && idWord.isEmpty() && prefix.family().bits() == 32) {
      values
          .diagnostics()
          .add(span, Code.CHAIN_LENGTH, "The `vrid=` of the virtual address is missing.");
      good = false;
    }
    if (idWord.isPresent() && !byLabel.containsKey(VIRTUAL)) {
      values
          .diagnostics()
          .add(span, Code.CHAIN_LENGTH, "The `virtual=` of the virtual router is missing.");
      good = false;
    }
    return good && real.size() == roles.size()
        ? polled(new Addresses(real, virtual, id, polls, span))
        : Optional.empty();
  }

  private Addresses everywhere(Address address, boolean polls, Span span) {
    return new Addresses(
        roles.stream().map(role -> address).toList(),
        Optional.empty(),
        OptionalInt.empty(),
        polls,
        span);
  }

  private boolean isKnown(Word label) {
    List<String> known = new ArrayList<>(roles.stream().map(Role::name).toList());
    known.add(VIRTUAL);
    known.add(VRID);
    if (known.contains(label.text())) {
      return true;
    }
    values
        .diagnostics()
        .add(
            Diagnostic.at(
                    label.span(), Code.UNKNOWN_NAME, "There is no role `" + label.text() + "`.")
                .hint(Similar.hint(label.text(), known)));
    return false;
  }

  private OptionalInt routerId(Word word) {
    return values.number(word, 1, 255, Code.ROUTER_ID, "A virtual router id");
  }

  private boolean isNew(Address address, List<Address> before, Word part) {
    return values.accept(
        !before.contains(address),
        part,
        Code.DUPLICATE_ADDRESS,
        "The address `" + address + "` stands in this chain twice.",
        "");
  }

  private void reportLength(Word word, int length) {
    String names = String.join("-", roles.stream().map(Role::name).toList());
    values
        .diagnostics()
        .add(
            Diagnostic.at(
                    word.span(),
                    Code.CHAIN_LENGTH,
                    "This chain has "
                        + length
                        + " parts, but "
                        + (roles.size() == 1 ? "one role asks" : roles.size() + " roles ask")
                        + " for "
                        + (roles.size() + 2)
                        + ".")
                .hint("A chain is `" + names + "-virtual-vrid`, or `" + names + "` alone."));
  }

  /** The parts between the dashes, each with its own place where the word was not a constant. */
  private static List<Word> parts(Word word, String text) {
    boolean exact = word.span().text().startsWith(text);
    List<Word> parts = new ArrayList<>();
    int start = 0;
    for (String part : text.split("-", -1)) {
      Span span = exact ? word.span().part(start, part.length()) : word.span();
      parts.add(new Word(span, part, false));
      start += part.length() + 1;
    }
    return parts;
  }
}
