package org.labwall.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.labwall.address.AddressRange;
import org.labwall.filter.Action.Arm;
import org.labwall.filter.Match.End;

/**
 * Writes the rules at one hook so that a packet finds those that speak of it at once, however many
 * there are: phase after phase, by sets of flows, then by where it comes from and where it goes.
 */
final class Search {
  /** A body of more rules than these has a chain of its own. */
  private static final int LIGHT = 2;

  private final Style style;
  private final Dimensions dimensions;
  private final RuleWriter writer;
  private final Gathering gathering;
  private final ChainNames names;
  private final List<Chain> chains = new ArrayList<>();
  private final Map<List<Clause>, Body> bodies = new HashMap<>();
  private final Map<Body, String> chainNames = new IdentityHashMap<>();

  Search(
      Style style,
      Dimensions dimensions,
      RuleWriter writer,
      Gathering gathering,
      ChainNames names) {
    this.style = style;
    this.dimensions = dimensions;
    this.writer = writer;
    this.gathering = gathering;
    this.names = names;
  }

  /** The rules for {@code clauses}, which are in the order of the source. */
  List<FilterRule> rules(List<Clause> clauses) {
    List<FilterRule> rules = new ArrayList<>();
    for (List<Clause> phase : Phases.of(clauses, dimensions)) {
      rules.addAll(ofPhase(phase, Set.of()));
    }
    return rules;
  }

  /** The chains that these call, each before those that it calls itself. */
  List<Chain> chains() {
    return chains.reversed();
  }

  /**
   * Rules that see a packet of which something is known.
   *
   * @param ends whether a packet that they leave undecided comes back to where their chain was
   *     called from, so that nothing may stand behind them
   */
  private record Body(List<FilterRule> rules, Lines lines, boolean ends) {
    boolean isLight() {
      return !ends && rules.size() <= LIGHT;
    }
  }

  /** The cells of clauses by one end of the packet. */
  private record Division(End end, Cell everywhere) {}

  /**
   * The rules for clauses of one phase.
   *
   * @param tried the ends by which it is of no use to divide them
   */
  private List<FilterRule> ofPhase(List<Clause> clauses, Set<End> tried) {
    List<FilterRule> rules = new ArrayList<>();
    List<Clause> rest = clauses;
    if (style.sets() && rest.size() > style.list()) {
      rest = gathering.take(clauses, rules);
    }
    Optional<Division> division =
        rest.size() > style.list() ? division(rest, tried) : Optional.empty();
    if (division.isEmpty()) {
      rest.forEach(it -> rules.addAll(writer.rules(it)));
      return rules;
    }
    End end = division.get().end;
    Cell everywhere = division.get().everywhere;
    rules.add(jump(inside(everywhere.children(), end), end));
    if (!everywhere.clauses().isEmpty()) {
      boolean both = !tried.isEmpty();
      rules.addAll(ofPhase(everywhere.clauses(), both ? Set.of(End.values()) : Set.of(end)));
    }
    return rules;
  }

  /** The division that leaves the fewest clauses undivided. */
  private Optional<Division> division(List<Clause> clauses, Set<End> tried) {
    Optional<Division> best = Optional.empty();
    for (End end : End.values()) {
      if (!clauses.get(0).open().contains(end) || tried.contains(end)) {
        continue;
      }
      Cell everywhere =
          Cell.everywhere(clauses, it -> dimensions.places(it, end), dimensions.interfaces(end));
      int left = everywhere.clauses().size();
      int least = best.map(it -> it.everywhere.clauses().size()).orElse(clauses.size());
      if (left < least) {
        best = Optional.of(new Division(end, everywhere));
      }
    }
    return best;
  }

  /** A cell, and what packets of it meet. */
  private record Entry(Cell cell, Body body) {}

  /** The rules of a chain that finds the cell that the packet is in; undecided ones come back. */
  private Body inside(List<Cell> cells, End end) {
    List<Entry> ports = new ArrayList<>();
    List<Entry> ranges = new ArrayList<>();
    Optional<Lines> lines = Optional.empty();
    for (Cell cell : cells) {
      Entry entry = new Entry(cell, body(cell, end));
      (dimensions.interfaces(end).isPort(cell.span()) ? ports : ranges).add(entry);
      Lines own = entry.body.lines;
      lines = Optional.of(lines.map(own::and).orElse(own));
    }
    List<FilterRule> rules = new ArrayList<>(byInterface(ports, ranges.isEmpty(), end));
    if (!ranges.isEmpty()) {
      rules.addAll(byAddress(ranges, end));
    }
    return new Body(rules, lines.orElseThrow(), true);
  }

  private List<FilterRule> byInterface(List<Entry> ports, boolean last, End end) {
    List<FilterRule> rules = new ArrayList<>();
    if (ports.size() <= style.list()) {
      for (Entry port : ports) {
        rules.addAll(entered(port, end));
      }
      return rules;
    }
    List<Arm<String>> arms = new ArrayList<>();
    Lines lines = ports.get(0).body.lines;
    for (Entry port : ports) {
      lines = lines.and(port.body.lines);
      arms.add(new Arm<>(name(port, end), chain(port, end), port.body.lines.cite()));
    }
    Action branch = new Action.BranchByInterface(end, arms);
    rules.add(new FilterRule(List.of(), branch, lines.cite()));
    return last ? rules : List.of(jump(new Body(rules, lines, true), end));
  }

  private String name(Entry port, End end) {
    return dimensions.interfaces(end).name(port.cell.span());
  }

  private List<FilterRule> byAddress(List<Entry> ranges, End end) {
    Buckets buckets =
        new Buckets(
            end, style.bucket(), (rules, lines) -> chain(new Body(rules, lines, true), end));
    for (Entry entry : ranges) {
      AddressRange range = dimensions.interfaces(end).range(entry.cell.span());
      Body body = entry.body;
      if (body.isLight()) {
        buckets.add(range, body.rules, body.lines);
      } else {
        buckets.add(range, chain(body, end), body.lines);
      }
    }
    return buckets.rules();
  }

  /** The rules by which packets of an interface come to what they meet. */
  private List<FilterRule> entered(Entry port, End end) {
    List<Match> matches = List.of(new Match.Interface(end, name(port, end), false));
    Body body = port.body;
    if (!body.isLight()) {
      return List.of(new FilterRule(matches, new Action.Goto(chain(port, end)), body.lines.cite()));
    }
    return body.rules.stream().map(rule -> rule.after(matches)).toList();
  }

  private FilterRule jump(Body body, End end) {
    return new FilterRule(List.of(), new Action.Jump(chain(body, end)), body.lines.cite());
  }

  /** What packets of a cell meet: first the smaller cells in it. */
  private Body body(Cell cell, End end) {
    List<Clause> clauses = new ArrayList<>(cell.clauses().size());
    cell.clauses().forEach(it -> clauses.add(it.asked(end)));
    if (cell.children().isEmpty()) {
      return ofClauses(clauses);
    }
    Body inside = inside(cell.children(), end);
    if (clauses.isEmpty()) {
      return inside;
    }
    Body own = ofClauses(clauses);
    List<FilterRule> rules = new ArrayList<>(List.of(jump(inside, end)));
    rules.addAll(own.rules);
    return new Body(rules, own.lines.and(inside.lines), own.ends);
  }

  private Body ofClauses(List<Clause> clauses) {
    Body body = bodies.get(clauses);
    if (body == null) {
      body = new Body(ofPhase(clauses, Set.of()), Lines.of(clauses), false);
      bodies.put(clauses, body);
    }
    return body;
  }

  /** The chain that packets of an interface go to. */
  private String chain(Entry port, End end) {
    return chain(port.body, () -> names.ofInterface(direction(end), name(port, end)));
  }

  /** The chain that has the rules of a body. */
  private String chain(Body body, End end) {
    return chain(body, () -> names.of(body.lines.first(), direction(end)));
  }

  private String chain(Body body, Supplier<String> name) {
    String chain = chainNames.get(body);
    if (chain == null) {
      chain = name.get();
      chains.add(Chain.own(chain, body.rules));
      chainNames.put(body, chain);
    }
    return chain;
  }

  private static String direction(End end) {
    return end == End.SOURCE ? "from" : "to";
  }
}
