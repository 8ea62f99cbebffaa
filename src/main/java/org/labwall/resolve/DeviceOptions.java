package org.labwall.resolve;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.labwall.ast.Statement.Device;
import org.labwall.ast.Statement.Device.OptionKind;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.InterfaceSettings;

/**
 * The options of a DEV or VLAN statement.
 *
 * @param gateways the arguments of {@code via}, one for each family
 * @param settings the rest
 */
record DeviceOptions(List<Word> gateways, InterfaceSettings settings) {
  private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
  private static final Pattern OPTION_VALUE = Pattern.compile("[A-Za-z0-9_.:/+-]+");

  static DeviceOptions read(List<Device.Option> options, Values values) {
    List<Word> gateways = new ArrayList<>();
    OptionalInt mtu = OptionalInt.empty();
    OptionalInt metric = OptionalInt.empty();
    Optional<String> mac = Optional.empty();
    boolean proxyArp = false;
    boolean advertised = false;
    List<InterfaceSettings.Option> others = new ArrayList<>();
    Set<OptionKind> seen = EnumSet.noneOf(OptionKind.class);
    for (Device.Option option : options) {
      OptionKind kind = option.kind();
      boolean repeatable = kind == OptionKind.VIA || kind == OptionKind.IFUPDOWN;
      if (!seen.add(kind) && !repeatable) {
        values
            .diagnostics()
            .add(
                option.keyword().span(),
                Code.BAD_OPTION,
                "`" + option.keyword() + "` stands here twice.");
      }
      Word argument = option.arguments().isEmpty() ? option.keyword() : option.arguments().get(0);
      switch (kind) {
        case VIA -> values.address(argument).ifPresent(address -> gateways.add(argument));
        case MTU -> mtu = values.number(argument, 68, 65535, Code.MTU, "An MTU");
        case METRIC ->
            metric = values.number(argument, 0, 999_999_999, Code.BAD_NUMBER, "A metric");
        case MAC -> mac = mac(argument, values);
        case PROXY_ARP -> proxyArp = true;
        case ADVERTISE -> advertised = true;
        case IFUPDOWN -> option(option, values).ifPresent(others::add);
        case DHCP, INET6, POLL -> {}
      }
    }
    return new DeviceOptions(
        gateways, new InterfaceSettings(mtu, metric, mac, proxyArp, advertised, others));
  }

  private static Optional<String> mac(Word word, Values values) {
    String text = word.text().toLowerCase(Locale.ROOT);
    boolean unicast = text.length() > 1 && "02468ace".indexOf(text.charAt(1)) >= 0;
    if (MAC.matcher(text).matches() && unicast && !text.equals("00:00:00:00:00:00")) {
      return Optional.of(text);
    }
    values
        .diagnostics()
        .add(
            Diagnostic.at(
                    word.span(),
                    Code.BAD_OPTION,
                    "`" + Values.shown(word.text()) + "` is no hardware address of a machine.")
                .hint("It is written like `52:54:00:12:34:56`."));
    return Optional.empty();
  }

  private static Optional<InterfaceSettings.Option> option(Device.Option option, Values values) {
    List<String> words = new ArrayList<>();
    for (Word word : option.arguments()) {
      Optional<String> text = values.plain(word);
      if (text.isPresent()
          && values.accept(
              OPTION_VALUE.matcher(text.get()).matches(),
              word,
              Code.BAD_OPTION,
              "`" + Values.shown(text.get()) + "` cannot stand in interfaces(5) here.",
              "")) {
        words.add(text.get());
      }
    }
    String name = option.keyword().text().toLowerCase(Locale.ROOT);
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(new InterfaceSettings.Option(name, String.join(" ", words)));
  }
}
