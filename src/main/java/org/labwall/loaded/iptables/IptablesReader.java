package org.labwall.loaded.iptables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.labwall.address.Family;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.loaded.ChainCalls;
import org.labwall.loaded.Complaints;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.Rule;
import org.labwall.loaded.RuleSet;
import org.labwall.loaded.Table;
import org.labwall.source.SourceFile;

/** Reads a file that iptables-restore or ip6tables-restore loads, or that its save prints. */
public final class IptablesReader {
  private static final Pattern COUNTERS = Pattern.compile("\\[\\d{1,20}:\\d{1,20}]");

  private final SourceFile file;
  private final Family family;
  private final Map<String, IpSet> sets;
  private final Complaints complaints;
  private final Line line;
  private final List<Table> tables = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private @Nullable TableDraft open;

  private IptablesReader(
      SourceFile file, Family family, Map<String, IpSet> sets, Complaints complaints) {
    this.file = file;
    this.family = family;
    this.sets = sets;
    this.complaints = complaints;
    this.line = new Line(file, true);
  }

  /**
   * The rules of a file; they are whole only where there is no diagnostic.
   *
   * @param family the family whose program loads it
   * @param sets the sets that rules may name, as {@link IpsetReader} reads them
   */
  public static RuleSet read(
      SourceFile file, Family family, Map<String, IpSet> sets, Diagnostics diagnostics) {
    IptablesReader reader = new IptablesReader(file, family, sets, new Complaints(diagnostics));
    reader.read();
    return new RuleSet(family, reader.tables);
  }

  private void read() {
    line.each(complaints, ended -> readLine());
    if (open != null) {
      complaints.add(
          NotUnderstood.malformed(
              open.span(), "The table `" + open.name() + "` has no `COMMIT`: the file is cut."));
    } else if (names.isEmpty()) {
      line.read(file.text().length(), file.text().length());
      complaints.add(NotUnderstood.malformed(line.span(), "There is no table in this file."));
    }
  }

  private void readLine() {
    String word = line.take();
    if (word.startsWith("*")) {
      openTable(word.substring(1));
    } else if (open == null) {
      throw line.malformed("A line that starts a table, as `*filter`, is missing before this.");
    } else if (word.equals("COMMIT")) {
      line.end();
      closeTable(open);
    } else if (word.startsWith(":")) {
      declare(open, word.substring(1));
    } else {
      rule(open, word);
    }
  }

  private void openTable(String name) {
    TableDraft before = open;
    open = new TableDraft(name, line.span());
    if (before != null) {
      throw line.malformed("The table `" + before.name() + "` has no `COMMIT` before this.");
    }
    if (!names.add(name)) {
      throw line.malformed("There are two tables `" + name + "`.");
    }
    open.check(line);
    line.end();
  }

  private void closeTable(TableDraft draft) {
    open = null;
    Table table = draft.table();
    ChainCalls.check(table, complaints);
    tables.add(table);
  }

  private void declare(TableDraft table, String chain) {
    table.declare(chain, line);
    if (line.hasNext() && !COUNTERS.matcher(line.take()).matches()) {
      throw line.malformed("Counters look like `[0:0]`.");
    }
    line.end();
  }

  private void rule(TableDraft table, String word) {
    String command = COUNTERS.matcher(word).matches() ? line.take() : word;
    if (!command.equals("-A") && !command.equals("--append")) {
      throw line.unknown("The command `" + command + "` is not known here.");
    }
    List<Rule> rules = table.rules(line);
    rules.add(new RuleReader(line, table.name(), family, sets).read());
  }
}
