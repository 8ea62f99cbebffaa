package org.labwall.lab.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.lab.Failure;
import org.labwall.lab.Failure.How;
import org.labwall.model.Rule.Verdict;
import org.labwall.model.Service;
import org.labwall.packet.Datagram;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a scenario, a file of YAML with a list of steps. */
public final class ScenarioReader {
  private static final List<String> STEPS = List.of("fail", "heal", "probe", "wait", "expect");
  private static final Pattern TIME = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,3})?) ?(ms|s)?");
  private static final Pattern SERVICE = Pattern.compile("(tcp|udp|sctp)/(\\d{1,5})");
  private static final Duration SOON = Duration.ofSeconds(30);

  private final SourceFile file;
  private final Diagnostics diagnostics;
  private final List<ScenarioStep> steps = new ArrayList<>();

  private ScenarioReader(SourceFile file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  /** The steps of a scenario; what is wrong with it is reported. */
  public static List<ScenarioStep> read(SourceFile file, Diagnostics diagnostics) {
    ScenarioReader reader = new ScenarioReader(file, diagnostics);
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file.name()).build();
      new Compose(settings)
          .composeString(file.text())
          .ifPresentOrElse(
              reader::readAll,
              () -> reader.complain(new Span(file, 0, 0), "A scenario needs steps."));
    } catch (MarkedYamlEngineException wrong) {
      Span span = wrong.getProblemMark().map(reader::at).orElse(new Span(file, 0, 0));
      reader.complain(span, "This is no YAML: " + wrong.getProblem() + ".");
    } catch (YamlEngineException wrong) {
      reader.complain(new Span(file, 0, 0), "This is no YAML: " + wrong.getMessage() + ".");
    }
    return reader.steps;
  }

  private Span at(Mark mark) {
    int offset = file.text().offsetByCodePoints(0, Math.min(mark.getIndex(), codePoints()));
    return new Span(file, offset, offset);
  }

  private int codePoints() {
    return file.text().codePointCount(0, file.text().length());
  }

  private Span span(Node node) {
    Optional<Span> start = node.getStartMark().map(this::at);
    Optional<Span> end = node.getEndMark().map(this::at);
    int first = start.map(Span::start).orElse(0);
    int last = end.map(Span::start).orElse(first);
    // A block goes on to the next one; its first line tells which one is meant.
    int line = file.text().indexOf('\n', first);
    return new Span(file, first, Math.max(first, line < 0 ? last : Math.min(last, line)));
  }

  private void complain(Span span, String sentence) {
    diagnostics.add(span, Code.SCENARIO, sentence);
  }

  private void complain(Node node, String sentence, Optional<String> hint) {
    diagnostics.add(Diagnostic.at(span(node), Code.SCENARIO, sentence).hint(hint));
  }

  private void readAll(Node root) {
    Map<String, Node> parts = parts(root, Set.of("steps"), "A scenario");
    Node list = parts.get("steps");
    if (list instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
      sequence.getValue().forEach(this::readStep);
    } else if (!diagnostics.hasErrors()) {
      complain(span(root), "A scenario has a list of `steps`.");
    }
  }

  /** The parts of a mapping, of which only some keys are known. */
  private Map<String, Node> parts(Node node, Set<String> known, String what) {
    Map<String, Node> parts = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      complain(span(node), what + " has parts with names.");
      return parts;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = scalar(tuple.getKeyNode()).orElse("");
      if (!known.contains(key)) {
        List<String> names = known.stream().sorted().toList();
        complain(
            tuple.getKeyNode(),
            what + " has no part `" + key + "`.",
            Similar.hint(key, names).or(() -> Optional.of(listed(names))));
      } else if (parts.put(key, tuple.getValueNode()) != null) {
        complain(span(tuple.getKeyNode()), "`" + key + "` is said twice.");
      }
    }
    return parts;
  }

  private static String listed(List<String> names) {
    return names.size() == 1
        ? "There is `" + names.get(0) + "` alone."
        : "There are `" + String.join("`, `", names) + "`.";
  }

  private static Optional<String> scalar(Node node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  private void readStep(Node node) {
    Map<String, Node> parts = parts(node, Set.copyOf(STEPS), "A step");
    if (parts.size() > 1) {
      complain(span(node), "A step does one thing.");
    }
    parts.forEach(
        (kind, value) -> {
          switch (kind) {
            case "fail" -> fail(value);
            case "heal" ->
                word(value, "The role that is mended")
                    .ifPresent(
                        it ->
                            steps.add(
                                new ScenarioStep.Heal(
                                    Optional.of(it).filter(role -> !role.equals("all")),
                                    span(value))));
            case "wait" ->
                time(value).ifPresent(it -> steps.add(new ScenarioStep.Wait(it, span(value))));
            case "probe" -> probe(value);
            default -> expect(value);
          }
        });
  }

  private Optional<String> word(Node node, String what) {
    Optional<String> word = scalar(node).filter(it -> !it.isEmpty());
    if (word.isEmpty()) {
      complain(span(node), what + " is one word.");
    }
    return word;
  }

  private Optional<String> word(Map<String, Node> parts, String key, Node step) {
    Node node = parts.get(key);
    if (node == null) {
      complain(span(step), "This step needs `" + key + "`.");
      return Optional.empty();
    }
    return word(node, "`" + key + "`");
  }

  private Optional<Duration> time(Node node) {
    Matcher matcher = TIME.matcher(scalar(node).orElse(""));
    if (!matcher.matches()) {
      complain(node, "This is no time.", Optional.of("Write seconds, as in `2s` or `0.5s`."));
      return Optional.empty();
    }
    double factor = "ms".equals(matcher.group(2)) ? 1 : 1_000;
    return Optional.of(Duration.ofMillis((long) (Double.parseDouble(matcher.group(1)) * factor)));
  }

  private void fail(Node node) {
    if (node instanceof ScalarNode) {
      word(node, "The role that fails")
          .ifPresent(it -> addFailure(it, How.POWER, Optional.empty(), node));
      return;
    }
    Map<String, Node> parts = parts(node, Set.of("role", "how", "device"), "`fail`");
    Optional<String> role = word(parts, "role", node);
    Optional<String> word =
        parts.containsKey("how") ? word(parts, "how", node) : Optional.of(How.POWER.word());
    Optional<How> how = word.flatMap(How::of);
    if (word.isPresent() && how.isEmpty()) {
      complain(
          Optional.ofNullable(parts.get("how")).orElse(node),
          "Unknown failure `" + word.get() + "`.",
          Optional.of("There are `power`, `daemon` and `link`."));
    }
    if (role.isPresent() && how.isPresent()) {
      boolean link = how.get() == How.LINK;
      if (link != parts.containsKey("device")) {
        complain(span(node), "A `device` goes with `how: link`, and only with that.");
        return;
      }
      Optional<String> device = link ? word(parts, "device", node) : Optional.empty();
      addFailure(role.get(), how.get(), device, node);
    }
  }

  private void addFailure(String role, How how, Optional<String> device, Node node) {
    steps.add(new ScenarioStep.Fail(new Failure(role, how, device), span(node)));
  }

  private void probe(Node node) {
    if (scalar(node).filter("all"::equals).isPresent()) {
      steps.add(new ScenarioStep.ProbeAll(span(node)));
      return;
    }
    Map<String, Node> parts = parts(node, Set.of("from", "to", "service", "expect"), "`probe`");
    Optional<String> from = word(parts, "from", node);
    Optional<String> to = word(parts, "to", node);
    Optional<String> service = word(parts, "service", node);
    Optional<Verdict> expected = Optional.empty();
    Node expectation = parts.get("expect");
    if (expectation != null) {
      expected = verdict(expectation);
    }
    if (from.isEmpty() || to.isEmpty() || service.isEmpty()) {
      return;
    }
    Matcher ports = SERVICE.matcher(service.get());
    boolean ping = service.get().equals("ping");
    if (!ping && (!ports.matches() || Integer.parseInt(ports.group(2)) > 65_535)) {
      complain(
          Optional.ofNullable(parts.get("service")).orElse(node),
          "`" + service.get() + "` is no service of a scenario.",
          Optional.of("Write one port, as in `tcp/80`, or `ping`."));
      return;
    }
    int protocol = ping ? Datagram.ICMP : protocol(ports.group(1));
    int port = ping ? 0 : Integer.parseInt(ports.group(2));
    steps.add(new ScenarioStep.Send(from.get(), to.get(), protocol, port, expected, span(node)));
  }

  private static int protocol(String word) {
    return switch (word) {
      case "tcp" -> Service.TCP;
      case "udp" -> Service.UDP;
      default -> Service.SCTP;
    };
  }

  private Optional<Verdict> verdict(Node node) {
    Optional<Verdict> verdict =
        scalar(node)
            .flatMap(
                word ->
                    List.of(Verdict.values()).stream()
                        .filter(it -> it.name().equalsIgnoreCase(word))
                        .findFirst());
    if (verdict.isEmpty()) {
      complain(node, "This is no verdict.", Optional.of("There are `allow`, `deny` and `reject`."));
    }
    return verdict;
  }

  private void expect(Node node) {
    Map<String, Node> parts = parts(node, Set.of("master", "within"), "`expect`");
    Optional<String> master = word(parts, "master", node);
    Optional<Duration> within = Optional.of(SOON);
    Node limit = parts.get("within");
    if (limit != null) {
      within = time(limit);
    }
    if (master.isPresent() && within.isPresent()) {
      steps.add(new ScenarioStep.ExpectMaster(master.get(), within.get(), span(node)));
    }
  }
}
