package org.labwall.backend.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.filter.Action;
import org.labwall.filter.Action.Arm;
import org.labwall.filter.Chain;
import org.labwall.filter.Filter;
import org.labwall.filter.FilterRule;
import org.labwall.filter.MemberSet;
import org.labwall.filter.MemberSet.Element;

/** Writes sets, and the maps of branches, as nft(8) declares them. */
final class SetText {
  private final StringBuilder out;
  private final Family family;

  SetText(StringBuilder out, Family family) {
    this.out = out;
    this.family = family;
  }

  /** Appends all sets and maps of a filter, each followed by an empty line. */
  void append(Filter filter) {
    filter.sets().forEach(this::append);
    for (Chain chain : filter.chains()) {
      for (FilterRule rule : chain.rules()) {
        if (rule.action() instanceof Action.BranchByAddress(var end, List<Arm<Prefix>> arms)) {
          boolean hosts = arms.stream().allMatch(it -> isHost(it.key().range()));
          map(chain.name(), addressType(), !hosts, arms, it -> address(it.range()));
        } else if (rule.action() instanceof Action.BranchByInterface(var end, var arms)) {
          map(chain.name(), "ifname", false, arms, NftText::interfaceName);
        }
      }
    }
  }

  private String addressType() {
    return family == Family.IPV4 ? "ipv4_addr" : "ipv6_addr";
  }

  private void append(MemberSet set) {
    List<String> types = new ArrayList<>();
    for (MemberSet.Field field : set.fields()) {
      types.add(field == MemberSet.Field.PORT ? "inet_service" : addressType());
    }
    boolean intervals = set.elements().stream().anyMatch(SetText::isInterval);
    open("set", set.name(), String.join(" . ", types), intervals);
    String separator = "";
    for (Element element : set.elements()) {
      out.append(separator).append("\t\t\t").append(value(element));
      if (!element.comment().isEmpty()) {
        out.append(" comment ").append(NftText.comment(element.comment()));
      }
      separator = ",\n";
    }
    close();
  }

  private <K> void map(
      String chain,
      String type,
      boolean intervals,
      List<Arm<K>> arms,
      java.util.function.Function<K, String> text) {
    open("map", chain, type + " : verdict", intervals);
    String separator = "";
    for (Arm<K> arm : arms) {
      out.append(separator).append("\t\t\t").append(text.apply(arm.key()));
      out.append(" : goto ").append(NftText.chain(arm.chain()));
      separator = ",\n";
    }
    close();
  }

  private void open(String kind, String name, String type, boolean intervals) {
    out.append('\t').append(kind).append(' ').append(NftText.chain(name)).append(" {\n");
    out.append("\t\ttype ").append(type).append('\n');
    out.append(intervals ? "\t\tflags interval\n" : "").append("\t\telements = {\n");
  }

  private void close() {
    out.append("\n\t\t}\n\t}\n\n");
  }

  private static boolean isInterval(Element element) {
    return !element.source().map(SetText::isHost).orElse(true)
        || !element.destination().map(SetText::isHost).orElse(true)
        || element.ports().map(it -> it.first() != it.last()).orElse(false);
  }

  private static boolean isHost(AddressRange range) {
    return range.first().equals(range.last());
  }

  private static String value(Element element) {
    List<String> values = new ArrayList<>();
    element.source().ifPresent(it -> values.add(address(it)));
    element.destination().ifPresent(it -> values.add(address(it)));
    element
        .ports()
        .ifPresent(
            it ->
                values.add(
                    it.first() == it.last()
                        ? Integer.toString(it.first())
                        : it.first() + "-" + it.last()));
    return String.join(" . ", values);
  }

  /** A range as nft has it: an address, a prefix, or else the first and the last address. */
  static String address(AddressRange range) {
    if (isHost(range)) {
      return range.first().toString();
    }
    List<Prefix> prefixes = range.toPrefixes();
    return prefixes.size() == 1
        ? prefixes.getFirst().toString()
        : range.first() + "-" + range.last();
  }

  /** The fields of the packet that are compared with a set. */
  static String selector(MemberSet set, Family family, Optional<String> transport) {
    List<String> fields = new ArrayList<>();
    String addresses = family == Family.IPV4 ? "ip " : "ip6 ";
    for (MemberSet.Field field : set.fields()) {
      fields.add(
          switch (field) {
            case SOURCE -> addresses + "saddr";
            case DESTINATION -> addresses + "daddr";
            case PORT -> transport.orElse("th") + " dport";
            case INTERFACE -> throw new IllegalArgumentException("nftables has maps of interfaces");
          });
    }
    return String.join(" . ", fields);
  }
}
