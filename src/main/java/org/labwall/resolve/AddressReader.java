package org.labwall.resolve;

import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Endpoint;

/** Reads an endpoint that is written out: an address, {@code network/length} or a range. */
final class AddressReader {
  private final Values values;

  AddressReader(Values values) {
    this.values = values;
  }

  /** Whether a word has the shape of addresses, right or wrong, and is no name. */
  static boolean isWritten(String text) {
    int dash = text.indexOf('-');
    return (text.indexOf('/') > 0 && !ServiceReader.isWritten(text))
        || (dash > 0 && Address.looksLike(text.substring(0, dash)))
        || Address.looksLike(text);
  }

  Optional<Endpoint> read(Word word, String text) {
    int dash = text.indexOf('-');
    if (text.indexOf('/') > 0) {
      return values.prefix(word).map(it -> endpoint(AddressSet.of(it)));
    }
    return dash > 0
        ? range(word, text.substring(0, dash), text.substring(dash + 1))
        : values.address(word).map(it -> endpoint(AddressSet.of(new AddressRange(it, it))));
  }

  private static Endpoint endpoint(AddressSet found) {
    return found.family() == Family.IPV4
        ? new Endpoint.OfAddresses(found, AddressSet.empty(Family.IPV6))
        : new Endpoint.OfAddresses(AddressSet.empty(Family.IPV4), found);
  }

  private Optional<Endpoint> range(Word word, String first, String last) {
    Optional<Address> start = values.address(word.withText(first));
    Optional<Address> end = values.address(word.withText(last));
    if (start.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    if (start.get().family() != end.get().family()) {
      values
          .diagnostics()
          .add(word.span(), Code.BAD_ADDRESS, "The ends of this range are of different families.");
      return Optional.empty();
    }
    if (start.get().compareTo(end.get()) > 0) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(word.span(), Code.REVERSED_RANGE, "This range ends before it starts.")
                  .hint("Write `" + last + "-" + first + "`."));
      return Optional.empty();
    }
    return Optional.of(endpoint(AddressSet.of(new AddressRange(start.get(), end.get()))));
  }
}
