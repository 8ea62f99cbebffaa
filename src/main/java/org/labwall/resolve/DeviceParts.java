package org.labwall.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.ast.Statement.Device;
import org.labwall.ast.Word;
import org.labwall.source.Span;

/**
 * The items of a DEV or VLAN statement, sorted by what they belong to.
 *
 * @param main the columns of the statement itself
 * @param inet6 those behind {@code inet6}
 * @param options all other keywords with their arguments
 */
record DeviceParts(Columns main, Optional<Columns> inet6, List<Device.Option> options) {

  /**
   * Columns that speak of one prefix.
   *
   * @param words the columns, in their order
   * @param labels labelled addresses among them
   * @param polls whether {@code poll} stands among them
   * @param span where they stand
   */
  record Columns(List<Word> words, List<Device.Labelled> labels, boolean polls, Span span) {

    boolean isEmpty() {
      return words.isEmpty() && labels.isEmpty();
    }
  }

  static DeviceParts of(Device statement) {
    Draft main = new Draft(statement.span());
    Optional<Draft> inet6 = Optional.empty();
    List<Device.Option> options = new ArrayList<>();
    for (Device.Item item : statement.items()) {
      Draft current = inet6.orElse(main);
      switch (item) {
        case Device.Column it -> (isAddress(it.word()) ? current : main).words.add(it.word());
        case Device.Labelled it -> current.labels.add(it);
        case Device.Option it -> {
          switch (it.kind()) {
            case INET6 -> {
              inet6 = Optional.of(new Draft(it.span()));
              options.add(it);
            }
            case POLL -> current.polls = true;
            case VIA, DHCP, MTU, MAC, METRIC, PROXY_ARP, ADVERTISE, IFUPDOWN -> options.add(it);
          }
        }
      }
    }
    return new DeviceParts(main.done(), inet6.map(Draft::done), options);
  }

  private static boolean isAddress(Word word) {
    String text = word.text();
    return Address.looksLike(text) || text.indexOf('/') > 0 || AddressColumns.isChain(text);
  }

  private static final class Draft {
    final List<Word> words = new ArrayList<>();
    final List<Device.Labelled> labels = new ArrayList<>();
    final Span span;
    boolean polls;

    Draft(Span span) {
      this.span = span;
    }

    Columns done() {
      return new Columns(words, labels, polls, span);
    }
  }
}
