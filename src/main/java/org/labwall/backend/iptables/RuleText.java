package org.labwall.backend.iptables;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.filter.Action;
import org.labwall.filter.FilterRule;
import org.labwall.filter.Match;
import org.labwall.filter.Match.End;
import org.labwall.filter.Match.Ports;
import org.labwall.filter.MemberSet;
import org.labwall.model.Logging;
import org.labwall.model.Rule;

/** Writes rules as options of iptables(8). */
final class RuleText {
  /** The highest burst that the limit match takes. */
  private static final int HIGHEST_BURST = 10_000;

  /** The burst of the limit match where none is given. */
  private static final int DEFAULT_BURST = 5;

  private final StringBuilder out;
  private final Family family;
  private final Map<String, String> setNames;

  /**
   * Writes to {@code out}.
   *
   * @param setNames what ipset calls each set
   */
  RuleText(StringBuilder out, Family family, Map<String, String> setNames) {
    this.out = out;
    this.family = family;
    this.setNames = setNames;
  }

  /** Appends a rule of {@code chain} as one line. */
  void append(String chain, FilterRule rule) {
    out.append("-A ").append(chain);
    rule.matches().forEach(this::append);
    out.append(" -m comment --comment ");
    RestoreText.comment(out, rule.comment());
    append(rule.action());
    out.append('\n');
  }

  private void append(Match match) {
    switch (match) {
      case Match.Interface(End end, String name, boolean negated) ->
          option(negated, end == End.SOURCE ? "-i" : "-o").append(name);
      case Match.InterfaceStart(End end, String start) ->
          option(false, end == End.SOURCE ? "-i" : "-o").append(start).append('+');
      case Match.Member(MemberSet set, boolean negated) -> {
        out.append(" -m set");
        option(negated, "--match-set")
            .append(Optional.ofNullable(setNames.get(set.name())).orElseThrow())
            .append(' ')
            .append(Ipsets.directions(set));
      }
      case Match.Addresses(End end, AddressRange range, boolean negated) ->
          append(end, range, negated);
      case Match.Protocol(int number) -> option(false, "-p").append(protocol(number));
      case Match.SourcePorts(List<Ports> ports) -> ports(ports, "--sport");
      case Match.DestinationPorts(List<Ports> ports) -> ports(ports, "--dport");
      case Match.Reset() -> option(false, "--tcp-flags").append("RST RST");
      case Match.Opening() -> option(false, "--tcp-flags").append("FIN,SYN,RST,ACK SYN");
      case Match.Icmp icmp -> {
        option(false, family == Family.IPV4 ? "--icmp-type" : "--icmpv6-type").append(icmp.type());
        icmp.code().ifPresent(code -> out.append('/').append(code));
      }
      case Match.State state ->
          option(false, "-m conntrack --ctstate")
              .append(
                  state.states().stream()
                      .sorted()
                      .map(Enum::name)
                      .collect(Collectors.joining(",")));
      case Match.OwnAddress(End end, boolean there) -> {
        option(false, "-m addrtype " + (end == End.SOURCE ? "--src-type" : "--dst-type"))
            .append("LOCAL");
        out.append(there ? " --limit-iface-in" : "");
      }
      case Match.Forwarded() -> option(false, "-m conntrack --ctstate").append("DNAT");
      case Match.OriginalDestination(Address address) ->
          option(false, "-m conntrack --ctorigdst").append(address);
      case Match.OriginalPort(Ports ports) ->
          append(option(false, "-m conntrack --ctorigdstport"), ports);
      case Match.Expected(String helper) -> option(false, "-m helper --helper").append(helper);
      case Match.HopLimit(int hops) -> option(false, "-m hl --hl-eq").append(hops);
      case Match.Limited(Rule.Limit limit) -> append(limit);
    }
  }

  private StringBuilder option(boolean negated, String name) {
    return out.append(negated ? " ! " : " ").append(name).append(' ');
  }

  private void append(End end, AddressRange range, boolean negated) {
    List<Prefix> prefixes = range.toPrefixes();
    if (prefixes.size() == 1) {
      option(negated, end == End.SOURCE ? "-s" : "-d").append(prefixes.get(0));
    } else {
      out.append(" -m iprange");
      option(negated, end == End.SOURCE ? "--src-range" : "--dst-range")
          .append(range.first())
          .append('-')
          .append(range.last());
    }
  }

  private String protocol(int number) {
    return switch (number) {
      case 6 -> "tcp";
      case 17 -> "udp";
      case 132 -> "sctp";
      case 1 -> family == Family.IPV4 ? "icmp" : "1";
      case 58 -> family == Family.IPV6 ? "ipv6-icmp" : "58";
      default -> Integer.toString(number);
    };
  }

  private void ports(List<Ports> ports, String name) {
    if (ports.size() > 1) {
      out.append(" -m multiport ").append(name).append("s ");
    } else {
      option(false, name);
    }
    String separator = "";
    for (Ports range : ports) {
      append(out.append(separator), range);
      separator = ",";
    }
  }

  private static void append(StringBuilder out, Ports range) {
    out.append(range.first());
    if (range.last() != range.first()) {
      out.append(':').append(range.last());
    }
  }

  /** The limit match: the kernel refuses a burst over its highest, or takes it for a lower one. */
  private void append(Rule.Limit limit) {
    option(false, "-m limit --limit")
        .append(limit.packets())
        .append('/')
        .append(limit.unit().name().toLowerCase(Locale.ROOT));
    int burst = Math.min(limit.tokens(), HIGHEST_BURST);
    if (burst != DEFAULT_BURST) {
      out.append(" --limit-burst ").append(burst);
    }
  }

  private void append(Action action) {
    switch (action) {
      case Action.Accept() -> out.append(" -j ACCEPT");
      case Action.Drop() -> out.append(" -j DROP");
      case Action.Return() -> out.append(" -j RETURN");
      case Action.Jump(String chain) -> out.append(" -j ").append(chain);
      case Action.Goto(String chain) -> out.append(" -g ").append(chain);
      case Action.BranchByAddress branch -> throw notSpelledOut();
      case Action.BranchByInterface branch -> throw notSpelledOut();
      case Action.Log(String prefix, Logging.Target target) -> append(prefix, target);
      case Action.TranslateDestination(Address address, OptionalInt port) -> {
        out.append(" -j DNAT --to-destination ").append(bracketed(address, port.isPresent()));
        port.ifPresent(number -> out.append(':').append(number));
      }
      case Action.TranslateSource(Address address) ->
          out.append(" -j SNAT --to-source ").append(address);
      case Action.Masquerade() -> out.append(" -j MASQUERADE");
      case Action.Follow(String helper, int protocol) ->
          out.append(" -j CT --helper ").append(helper);
      case Action.Reject(Action.With with) ->
          out.append(" -j REJECT --reject-with ").append(rejection(with));
    }
  }

  private static String bracketed(Address address, boolean beforePort) {
    return beforePort && address.family() == Family.IPV6 ? "[" + address + "]" : "" + address;
  }

  private static IllegalStateException notSpelledOut() {
    return new IllegalStateException("iptables has no branches");
  }

  private void append(String prefix, Logging.Target target) {
    switch (target) {
      case Logging.Target.KernelLog(Logging.Level level) -> {
        out.append(" -j LOG --log-prefix ");
        RestoreText.quote(out, prefix);
        if (level != Logging.Level.WARN) {
          out.append(" --log-level ").append(level(level));
        }
      }
      case Logging.Target.Nflog(int group) -> {
        out.append(" -j NFLOG --nflog-group ").append(group).append(" --nflog-prefix ");
        RestoreText.quote(out, prefix);
      }
    }
  }

  private static String level(Logging.Level level) {
    return switch (level) {
      case ERR -> "error";
      case WARN -> "warning";
      case EMERG, ALERT, CRIT, NOTICE, INFO, DEBUG -> level.name().toLowerCase(Locale.ROOT);
    };
  }

  private String rejection(Action.With with) {
    return switch (with) {
      case TCP_RESET -> "tcp-reset";
      case PORT_UNREACHABLE ->
          family == Family.IPV4 ? "icmp-port-unreachable" : "icmp6-port-unreachable";
    };
  }
}
