package org.labwall.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Endpoint;
import org.labwall.model.Translation.Target;
import org.labwall.model.Translation.Written;
import org.labwall.source.Span;

/** Reads the host that connections are forwarded to, and single addresses. */
final class TargetReader {
  private static final int HIGHEST_PORT = 65535;

  private final Values values;
  private final NameTable names;

  TargetReader(Values values, NameTable names) {
    this.values = values;
    this.names = names;
  }

  /** A host: {@code www}, {@code www:8080}, {@code 2001:db8::1}, {@code [2001:db8::1]:80}. */
  Optional<Target> read(Word word) {
    String text = word.text();
    boolean bracketed = text.startsWith("[");
    int host = bracketed ? 1 : 0;
    int end = bracketed ? text.indexOf(']') : hostEnd(text);
    int rest = end + host;
    boolean hasPort = end >= 0 && rest < text.length();
    if (end < 0 || (hasPort && text.charAt(rest) != ':')) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      word.span(),
                      Code.BAD_ADDRESS,
                      "`" + Values.shown(text) + "` is not an address and a port.")
                  .hint("Write `[2001:db8::80]:8080`."));
      return Optional.empty();
    }
    OptionalInt port =
        hasPort
            ? values.number(
                part(word, rest + 1, text.length()), 1, HIGHEST_PORT, Code.BAD_NUMBER, "A port")
            : OptionalInt.empty();
    return hasPort && port.isEmpty() ? Optional.empty() : target(part(word, host, end), port);
  }

  /** Where the name or the address ends; one of IPv6 has more colons than that before a port. */
  private static int hostEnd(String text) {
    int colon = text.indexOf(':');
    return colon < 0 || text.indexOf(':', colon + 1) >= 0 ? text.length() : colon;
  }

  /** A part of a word, at its place where the word stands in the source as it is. */
  private static Word part(Word word, int start, int end) {
    String text = word.text().substring(start, end);
    Span span = word.span();
    return span.text().equals(word.text())
        ? new Word(span.part(start, end - start), text, false)
        : word.withText(text);
  }

  private Optional<Target> target(Word host, OptionalInt port) {
    List<Endpoint> found = names.endpoints(host);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<Address> addresses = new ArrayList<>();
    for (Endpoint endpoint : found) {
      singles(endpoint).forEach(addresses::add);
    }
    long families = addresses.stream().map(Address::family).distinct().count();
    if (!found.stream().allMatch(TargetReader::isSingle) || families < addresses.size()) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      host.span(), Code.FORWARD_TARGET, "`" + host + "` is more than one host.")
                  .hint("A connection goes to a `HOST`, with one address of each family."));
      return Optional.empty();
    }
    return Optional.of(new Target(addresses, port, host.span()));
  }

  /** The addresses that a word stands for one by one; a word for any others is reported. */
  List<Written> addresses(Word word) {
    return addresses(word, names.endpoints(word));
  }

  /** The addresses of {@code found}, which {@code word} stands for. */
  List<Written> addresses(Word word, List<Endpoint> found) {
    if (!found.stream().allMatch(TargetReader::isSingle)) {
      values
          .diagnostics()
          .add(word.span(), Code.BAD_ADDRESS, "`" + word + "` is not a single address.");
      return List.of();
    }
    return found.stream()
        .flatMap(it -> singles(it).stream())
        .map(it -> new Written(it, word.span()))
        .toList();
  }

  private static boolean isSingle(Endpoint endpoint) {
    return endpoint instanceof Endpoint.OfAddresses set
        && isSingle(set.ipv4())
        && isSingle(set.ipv6());
  }

  private static boolean isSingle(AddressSet set) {
    return set.ranges().stream().allMatch(it -> it.first().equals(it.last()));
  }

  private static List<Address> singles(Endpoint endpoint) {
    List<Address> singles = new ArrayList<>();
    if (endpoint instanceof Endpoint.OfAddresses(AddressSet ipv4, AddressSet ipv6)) {
      ipv4.ranges().stream().map(AddressRange::first).forEach(singles::add);
      ipv6.ranges().stream().map(AddressRange::first).forEach(singles::add);
    }
    return singles;
  }
}
