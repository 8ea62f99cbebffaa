package org.labwall.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Device;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * The {@code networks.conf} of VS-Tools: a VLAN a line, its id, network and gateway, and perhaps a
 * domain and nameservers.
 */
public final class NetworkList {
  /** The setting of VS-Tools that names the trunk of all VLANs. */
  public static final String DEVICE = "DEFAULT_DEVICE";

  private static final String DOMAIN = "DEFAULT_DOMAIN";
  private static final String NAMESERVERS = "DEFAULT_NAMESERVER";

  private static final String NAME = "networks.conf";
  private static final String FORM =
      "A line is `vlan,network/prefix,gateway[,domain[,nameserver nameserver …]]`.";
  private static final List<String> NEEDED =
      List.of("The id of the VLAN", "The network", "The gateway");
  private static final int MOST_COLUMNS = 5;
  private static final String ADDRESS = "[0-9A-Fa-f.:]+";

  private final Function<String, Optional<String>> settings;
  private final Diagnostics diagnostics;

  private NetworkList(Function<String, Optional<String>> settings, Diagnostics diagnostics) {
    this.settings = settings;
    this.diagnostics = diagnostics;
  }

  /** Whether a file is one: it is called so, or its first line starts with a number and a comma. */
  public static boolean isOne(SourceFile file) {
    String name = file.name();
    if (name.substring(name.lastIndexOf('/') + 1).equals(NAME)) {
      return true;
    }
    for (int number = 1; number <= lastLine(file); number++) {
      Word line = line(file, number);
      if (!line.text().isEmpty()) {
        String id = split(line, it -> it == ',').getFirst().text();
        return isNumber(id) && !id.equals(line.text());
      }
    }
    return false;
  }

  /**
   * The VLANs of {@code file}, but for the lines that are wrong, which are reported.
   *
   * @param settings the values of what VS-Tools has in {@code create.conf}, the device among them
   */
  public static List<Statement> parse(
      SourceFile file, Function<String, Optional<String>> settings, Diagnostics diagnostics) {
    NetworkList list = new NetworkList(settings, diagnostics);
    List<Statement> vlans = new ArrayList<>();
    for (int number = 1; number <= lastLine(file); number++) {
      Word line = line(file, number);
      if (!line.text().isEmpty()) {
        list.vlan(line).ifPresent(vlans::add);
      }
    }
    return vlans;
  }

  private Optional<Statement> vlan(Word line) {
    List<Word> columns = split(line, it -> it == ',');
    for (int i = 0; i < NEEDED.size(); i++) {
      if (i == columns.size() || columns.get(i).text().isEmpty()) {
        Word place = i == columns.size() ? line : columns.get(i);
        return misfit(place, Code.BAD_COLUMNS, NEEDED.get(i) + " is missing.");
      }
    }
    if (columns.size() > MOST_COLUMNS) {
      return misfit(columns.get(MOST_COLUMNS), Code.BAD_COLUMNS, "This column is one too many.");
    }
    Word id = columns.get(0);
    Word network = columns.get(1);
    Word gateway = columns.get(2);
    if (!isNumber(id.text())) {
      return misfit(id, Code.VLAN_ID, "`" + id + "` is not the id of a VLAN.");
    }
    if (!network.text().matches(ADDRESS + "/[0-9]+")) {
      return misfit(network, Code.BAD_PREFIX, "`" + network + "` is no network with its length.");
    }
    if (!gateway.text().matches(ADDRESS)) {
      return misfit(gateway, Code.BAD_ADDRESS, "`" + gateway + "` is not an address.");
    }
    List<Device.Item> items = new ArrayList<>();
    Word device = id.withText(settings.apply(DEVICE).orElse(""));
    for (Word column : List.of(id, device, network, gateway)) {
      items.add(new Device.Column(column));
    }
    option("dns-search", columns, 3, DOMAIN).ifPresent(items::add);
    Optional<Device.Option> nameservers = option("dns-nameservers", columns, 4, NAMESERVERS);
    for (Word server : nameservers.map(Device.Option::arguments).orElse(List.of())) {
      if (!server.text().matches(ADDRESS)) {
        return misfit(server, Code.BAD_ADDRESS, "`" + server + "` is not an address.");
      }
    }
    nameservers.ifPresent(items::add);
    return Optional.of(new Device(line.span(), Device.Kind.VLAN, items));
  }

  /** An option of the interface whose words stand in a column, or else in a setting. */
  private Optional<Device.Option> option(
      String name, List<Word> columns, int index, String setting) {
    boolean written = index < columns.size() && !columns.get(index).text().isEmpty();
    Word place = columns.get(written ? index : 0);
    List<Word> words =
        written
            ? split(place, NetworkList::isBlank).stream()
                .filter(it -> !it.text().isEmpty())
                .toList()
            : settings.apply(setting).stream()
                .flatMap(value -> Stream.of(value.strip().split("[\\s,]+")))
                .map(place::withText)
                .toList();
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Device.Option(
                place.span(), Device.OptionKind.IFUPDOWN, place.withText(name), words));
  }

  private <T> Optional<T> misfit(Word place, Code code, String message) {
    diagnostics.add(Diagnostic.at(place.span(), code, message).hint(FORM));
    return Optional.empty();
  }

  private static int lastLine(SourceFile file) {
    return file.line(file.text().length());
  }

  /** A line without its comment and the blanks around it. */
  private static Word line(SourceFile file, int number) {
    String text = file.lineText(number);
    int comment = text.indexOf('#');
    int start = file.lineStart(number);
    return word(file, start, start + (comment < 0 ? text.length() : comment));
  }

  /** The parts of a word, each without the blanks around it. */
  private static List<Word> split(Word word, IntPredicate separates) {
    List<Word> parts = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= word.text().length(); end++) {
      if (end == word.text().length() || separates.test(word.text().charAt(end))) {
        int offset = word.span().start();
        parts.add(word(word.span().file(), offset + start, offset + end));
        start = end + 1;
      }
    }
    return parts;
  }

  private static Word word(SourceFile file, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && isBlank(file.text().charAt(from))) {
      from++;
    }
    while (to > from && isBlank(file.text().charAt(to - 1))) {
      to--;
    }
    Span span = new Span(file, from, to);
    return new Word(span, span.text(), false);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(it -> it >= '0' && it <= '9');
  }

  private static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || character == '\r';
  }
}
