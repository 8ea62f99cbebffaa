package org.labwall.proof;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.differential.Dice;

/** The ways in which files of rules and sets are changed, for both programs. */
final class Mutations {
  private static final String ADDRESS = "(\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9a-f]*:[0-9a-f:]+)";
  private static final Pattern ANY = Pattern.compile("");
  private static final String CHAIN = "[a-z][a-z0-9~-]*";

  private Mutations() {}

  static final List<Mutation> ALL =
      Stream.of(rules(), matches(), ends(), leads()).flatMap(List::stream).toList();

  /** Rules dropped, swapped, said twice, moved and put between. */
  private static List<Mutation> rules() {
    return List.of(
        Mutation.rule("rule dropped", ANY, (two, dice) -> Optional.of(two.subList(1, two.size()))),
        Mutation.rule("rules swapped", ANY, Mutations::swapped),
        Mutation.rule(
            "rule twice",
            ANY,
            (two, dice) ->
                Optional.of(Stream.concat(Stream.of(two.getFirst()), two.stream()).toList())),
        Mutation.rule("return inserted", Pattern.compile("^-A|^\t\t[^\t]"), Mutations::returning),
        Mutation.rule(
            "comment changed",
            Pattern.compile("comment \""),
            (two, dice) ->
                Optional.of(first(two, it -> it.replace("comment \"", "comment \"not ")))),
        Mutation.rule(
            "set element lost",
            Pattern.compile("^add |^\t\t\t"),
            (two, dice) -> Optional.of(two.subList(1, two.size()))),
        Mutation.words(
            "set element lost", "(?<=[{] |, )[^,{}\"]+, |, [^,{}\"]+(?= [}])", (it, dice) -> ""),
        Mutation.rule(
            "limit dropped",
            Pattern.compile("limit "),
            (two, dice) ->
                Optional.of(
                    first(
                        two,
                        it ->
                            it.replaceFirst(
                                "-m limit --limit \\S+ (--limit-burst \\d+ )?"
                                    + "|limit rate \\S+ (burst \\d+ packets )?",
                                "")))),
        Mutation.rule(
            "limit twice",
            Pattern.compile("limit "),
            (two, dice) ->
                Optional.of(Stream.concat(Stream.of(two.getFirst()), two.stream()).toList())),
        Mutation.rule(
            "limit split",
            Pattern.compile("--dports \\d+,\\d+.*limit "),
            (two, dice) ->
                Optional.of(
                    Stream.concat(
                            Stream.of(
                                two.getFirst().replaceFirst("(--dports \\d+),[0-9,:]+", "$1")),
                            Stream.concat(
                                Stream.of(two.getFirst().replaceFirst("(--dports )\\d+,", "$1")),
                                two.stream().skip(1)))
                        .toList())),
        Mutation.words("burst changed", "(?<=burst )\\d+", Mutations::near),
        Mutation.words("rate changed", "(?<=--limit |limit rate )\\d+", Mutations::near),
        Mutation.rule(
            "log dropped",
            Pattern.compile("-j (LOG|NFLOG) "),
            (two, dice) -> Optional.of(two.subList(1, two.size()))),
        Mutation.words(
            "log dropped", "log prefix \"[^\"]*\" (level \\w+ |group \\d+ )?", (it, dice) -> ""),
        Mutation.rule(
            "helper dropped",
            Pattern.compile("-j CT --helper|ct helper set"),
            (two, dice) -> Optional.of(two.subList(1, two.size()))));
  }

  private static Optional<List<String>> swapped(List<String> two, Dice dice) {
    boolean both =
        two.size() == 2
            && Mutation.isRule(two.get(1))
            && chain(two.get(0)).equals(chain(two.get(1)))
            && !two.get(0).equals(two.get(1));
    return both ? Optional.of(two.reversed()) : Optional.empty();
  }

  private static String chain(String line) {
    return line.startsWith("-A ") ? line.split(" ", 3)[1] : "";
  }

  /** A rule before this one, which takes what this one means, or everything. */
  private static Optional<List<String>> returning(List<String> two, Dice dice) {
    String line = two.getFirst();
    boolean some = dice.percent(70);
    String back =
        line.startsWith("-A ")
            ? some
                ? line.replaceFirst(" -[jg] \\S.*$", " -j RETURN")
                : "-A " + chain(line) + " -j RETURN"
            : some
                ? line.replaceFirst(
                    "(counter )?(accept|drop|return|(jump|goto|reject with|[sd]nat to) \\S.*"
                        + "|masquerade)( comment .*)?$",
                    "return")
                : "\t\treturn";
    return back.equals(line)
        ? Optional.empty()
        : Optional.of(Stream.concat(Stream.of(back), two.stream()).toList());
  }

  private static List<String> first(List<String> two, UnaryOperator<String> change) {
    return Stream.concat(Stream.of(change.apply(two.getFirst())), two.stream().skip(1)).toList();
  }

  /** Conditions widened, narrowed, negated and left out. */
  private static List<Mutation> matches() {
    return List.of(
        Mutation.words(
            "mask changed",
            ADDRESS + "/(\\d+)",
            (it, dice) ->
                it.group(1)
                    + "/"
                    + Math.max(0, Integer.parseInt(it.group(2)) + dice.of(-1, -1, 1))),
        Mutation.words(
            "address changed",
            "(?<=[ ,{-])" + ADDRESS + "(?=[/, }-]|$)",
            (it, dice) -> beside(it.group(1), dice)),
        Mutation.words(
            "port off by one",
            "(?<=port |ports |portst |dst |tcp:|udp:|sctp:)[{]? ?\\d+",
            Mutations::near),
        Mutation.words(
            "port off by one",
            "(?<=ports? \\d{1,5}[:,-])\\d+|(?<=dport [{] \\d{1,5}, )\\d+",
            Mutations::near),
        Mutation.words(
            "icmp type changed",
            "(?<=icmp-type |icmpv6-type |icmp type |icmpv6 type )\\d+",
            Mutations::near),
        Mutation.words(
            "protocol changed",
            "\\b(tcp|udp|sctp)\\b(?! flags)",
            (it, dice) -> dice.of("tcp", "udp", "sctp")),
        Mutation.words("protocol changed", "(?<=-p |l4proto )\\d+", Mutations::near),
        Mutation.words(
            "interface changed",
            "(?<=-[io] )\\S+|(?<=[io]ifname \")[^\"]+",
            (it, dice) -> dice.of("eth0", "eth1", "eth2", "eth3", "vlan10", "vlan11", "vlan12")),
        Mutation.words(
            "negated",
            "(?<= )-[iosd] (?=\\S)|--[ds]port (?=\\S)|--match-set ",
            (it, dice) -> "! " + it.group()),
        Mutation.words(
            "negated", "(?<=[io]ifname |[sd]addr |[sd]port )(?=[^!])", (it, dice) -> "!= "),
        Mutation.words("negation dropped", "! (?=-)|!= ", (it, dice) -> ""),
        Mutation.words(
            "match dropped",
            "(?<= )(! )?(-[iosd] \\S+|(-m multiport )?--[ds]ports? \\S+"
                + "|--icmp(v6)?-type \\S+|-m set (! )?--match-set \\S+ \\S+"
                + "|-m conntrack --ct\\w+ \\S+|-m hl --hl-eq \\d+|--tcp-flags \\S+ \\S+) ",
            (it, dice) -> ""),
        Mutation.words(
            "match dropped",
            "([io]ifname|ip6? [sd]addr|ct original \\S+ [sd]addr|ct original proto-dst|ct status"
                + "|ct state|ip6 hoplimit|fib \\w+ type) (!= )?([{][^}]*[}]|[^ {]+) ",
            (it, dice) -> ""),
        Mutation.words(
            "match dropped",
            "(tcp|udp|sctp) dport ([{][^}]*[}]|[^ {]+) ",
            (it, dice) -> "meta l4proto " + it.group(1) + " "),
        Mutation.words(
            "state changed",
            "(?<=--ctstate )\\w+",
            (it, dice) -> dice.of("NEW", "ESTABLISHED", "RELATED", "INVALID", "DNAT", "SNAT")),
        Mutation.words(
            "state changed",
            "(?<=ct state )\\w+",
            (it, dice) -> dice.of("new", "established", "related", "invalid", "untracked")));
  }

  /** Verdicts and translations changed. */
  private static List<Mutation> ends() {
    return List.of(
        Mutation.words(
            "verdict changed",
            "-j (ACCEPT|DROP|RETURN)\\b",
            (it, dice) -> "-j " + dice.of("ACCEPT", "DROP", "RETURN", "REJECT")),
        Mutation.words(
            "verdict changed",
            "-j REJECT( --reject-with \\S+)?",
            (it, dice) -> "-j " + dice.of("ACCEPT", "DROP", "RETURN", "REJECT")),
        Mutation.words(
            "verdict changed",
            "\\b(accept|drop|return)\\b(?! from|;)",
            (it, dice) -> dice.of("accept", "drop", "return", "reject")),
        Mutation.words(
            "verdict changed",
            "reject with .*?(?= comment)",
            (it, dice) -> dice.of("accept", "drop", "return", "reject")),
        Mutation.words(
            "policy changed",
            "(?<=policy )(drop|accept)",
            (it, dice) -> it.group().equals("drop") ? "accept" : "drop"),
        Mutation.words(
            "policy changed",
            "(?<=:[A-Z]{5,12} )(DROP|ACCEPT)",
            (it, dice) -> it.group().equals("DROP") ? "ACCEPT" : "DROP"),
        Mutation.words(
            "translation changed",
            "(?<=--to-destination |--to-source |[sd]nat to )\\[?" + ADDRESS,
            (it, dice) -> (it.group().startsWith("[") ? "[" : "") + beside(it.group(1), dice)),
        Mutation.words(
            "translation changed",
            "(?<=--to-destination [0-9.]{7,15}:|dnat to [0-9.]{7,15}:|\\]:)\\d+",
            Mutations::near),
        Mutation.words(
            "translation changed",
            "(?<=--to-destination [0-9.]{7,15}|dnat to [0-9.]{7,15}):\\d+",
            (it, dice) -> ""),
        Mutation.words(
            "translation changed",
            "SNAT --to-source \\S+|snat to \\S+",
            (it, dice) -> it.group().startsWith("S") ? "MASQUERADE" : "masquerade"));
  }

  /** Jumps that lead elsewhere, and come back elsewhere. */
  private static List<Mutation> leads() {
    return List.of(
        new Mutation("jump redirected", Mutations::redirected),
        Mutation.words("jump or goto", "-g (?=[a-z])", (it, dice) -> "-j "),
        Mutation.words("jump or goto", "-j (?=[a-z])", (it, dice) -> "-g "),
        Mutation.words("jump or goto", "\\bgoto (?=" + CHAIN + ")", (it, dice) -> "jump "),
        Mutation.words("jump or goto", "\\bjump (?=" + CHAIN + ")", (it, dice) -> "goto "),
        Mutation.words(
            "chain changed", "(?<=-A )\\S+", (it, dice) -> dice.of("INPUT", "FORWARD", "OUTPUT")));
  }

  private static Optional<List<String>> redirected(List<String> lines, Dice dice) {
    List<String> chains =
        lines.stream()
            .flatMap(
                it ->
                    Pattern.compile("^:(" + CHAIN + ") |^\tchain (" + CHAIN + ") ")
                        .matcher(it)
                        .results())
            .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
            .toList();
    return chains.isEmpty()
        ? Optional.empty()
        : Mutation.words("", "(?<=-[jg] |jump |goto )" + CHAIN, (it, some) -> some.of(chains))
            .change()
            .of(lines, dice);
  }

  /** A number that is one more or less; what stands before it stays. */
  private static String near(MatchResult found, Dice dice) {
    String number = found.group().replaceFirst("^\\D+", "");
    String before = found.group().substring(0, found.group().length() - number.length());
    int near = Integer.parseInt(number) + dice.of(-1, 1);
    return before + Math.clamp(near, 0, 65_535);
  }

  private static String beside(String address, Dice dice) {
    Optional<Address> parsed = Address.parse(address);
    boolean more = dice.percent(50);
    return parsed
        .flatMap(it -> more ? it.next() : it.previous())
        .map(Object::toString)
        .orElse(address);
  }
}
