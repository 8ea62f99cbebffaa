package org.labwall.loaded.iptables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.loaded.Complaints;
import org.labwall.loaded.ElementSet;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.NotUnderstood;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** Reads a file of sets that {@code ipset restore} loads, or that {@code ipset save} prints. */
public final class IpsetReader {
  private final Complaints complaints;
  private final Line line;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();

  /** A set and its elements so far. */
  private record Draft(
      IpsetType type, List<Element> elements, List<Element> exceptions, Span span) {}

  private IpsetReader(SourceFile file, Complaints complaints) {
    this.complaints = complaints;
    this.line = new Line(file, false);
  }

  /** The sets of a file by name; they are whole only where there is no diagnostic. */
  public static Map<String, IpSet> read(SourceFile file, Diagnostics diagnostics) {
    IpsetReader reader = new IpsetReader(file, new Complaints(diagnostics));
    reader.read();
    Map<String, IpSet> sets = new LinkedHashMap<>();
    reader.drafts.forEach(
        (name, draft) ->
            sets.put(
                name,
                new IpSet(
                    draft.type().family(),
                    draft.type().parts(),
                    new ElementSet(name, reader.elements(draft), draft.span()))));
    return sets;
  }

  private List<Element> elements(Draft draft) {
    List<IpSet.Part> parts = draft.type().parts();
    if (draft.exceptions().isEmpty() && !Exceptions.areImplied(parts)) {
      return draft.elements();
    }
    try {
      return Exceptions.taken(draft.elements(), draft.exceptions(), parts);
    } catch (NotUnderstood problem) {
      complaints.add(problem);
      return draft.elements();
    }
  }

  private void read() {
    line.each(complaints, this::readLine);
  }

  private void readLine(boolean ended) {
    String command = line.take();
    switch (command) {
      case "create", "-N" -> create();
      case "add", "-A" -> add();
      case "COMMIT" -> line.end();
      default -> throw line.unknown("The command `" + command + "` is not known here.");
    }
    if (!ended) {
      throw line.malformed("The last line has no end: the file is cut.");
    }
  }

  private void create() {
    String name = line.value();
    Span place = line.last();
    if (drafts.containsKey(name)) {
      throw line.dangling("There are two sets `" + name + "`.");
    }
    IpsetType type = IpsetType.read(line);
    drafts.put(name, new Draft(type, new ArrayList<>(), new ArrayList<>(), place));
  }

  private void add() {
    String name = line.value();
    Draft draft = drafts.get(name);
    if (draft == null) {
      throw line.dangling("There is no set `" + name + "`.");
    }
    draft.type().readElement(line, draft.elements(), draft.exceptions());
  }
}
