package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.labwall.loaded.Statement;
import org.labwall.loaded.Verdict;

/**
 * What becomes of packets in a chain or in all chains of a hook.
 *
 * @param effects what was done to them on the way, in order
 * @param asked the buckets that were asked for a token, in order
 * @param end the verdict; none where the chain ends without one
 */
public record Outcome(List<Statement> effects, List<Integer> asked, Optional<Verdict> end) {
  private static final Pattern PLACE =
      Pattern.compile("\\b(allow|deny|reject) \\S*:[0-9]+(?=: ?$)");

  public Outcome {
    effects = List.copyOf(effects);
    asked = List.copyOf(asked);
  }

  /** Of packets for which no bucket was asked. */
  Outcome(List<Statement> effects, Optional<Verdict> end) {
    this(effects, List.of(), end);
  }

  /** Of packets for which a bucket was asked, and no more. */
  static Outcome asking(int bucket) {
    return new Outcome(List.of(), List.of(bucket), Optional.empty());
  }

  /** Of a packet to which nothing more happens. */
  static Outcome of(Verdict end) {
    return new Outcome(List.of(), Optional.of(end));
  }

  /** What becomes of packets that meet this and then another. */
  Outcome then(Outcome next) {
    if (end.isPresent()) {
      return this;
    }
    return new Outcome(joined(effects, next.effects), joined(asked, next.asked), next.end);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** The same with another end. */
  Outcome ending(Optional<Verdict> other) {
    return new Outcome(effects, asked, other);
  }

  /** The same where it is all that a chain of the kernel's says, whose policy then decides. */
  Outcome ending(boolean accepts) {
    boolean open = end.isEmpty() || end.get() instanceof Verdict.Return;
    return open ? ending(Optional.of(accepts ? new Verdict.Accept() : new Verdict.Drop())) : this;
  }

  /** Whether another chain of the kernel's sees the packet, too. */
  public boolean goesOn() {
    return end.filter(Verdict.Accept.class::isInstance).isPresent();
  }

  /** The same for what such a chain says then. */
  Outcome goingOn() {
    return goesOn() ? ending(Optional.empty()) : this;
  }

  /** What counts of it: not what helpers follow, and prefixes as far as nft can write them. */
  public Outcome plain() {
    List<Statement> counted = new ArrayList<>();
    for (Statement effect : effects) {
      switch (effect) {
        case Statement.Follow it -> {}
        case Statement.Log it ->
            counted.add(new Statement.Log(plain(it.prefix()), it.level(), it.flags()));
        case Statement.GroupLog it ->
            counted.add(
                new Statement.GroupLog(
                    plain(it.prefix()), it.group(), it.length(), it.threshold()));
      }
    }
    return new Outcome(counted, asked, end);
  }

  /** The same with prefixes that do not tell the line of their rule. */
  public Outcome withoutPlaces() {
    List<Statement> placeless = new ArrayList<>();
    for (Statement effect : effects) {
      placeless.add(
          switch (effect) {
            case Statement.Follow it -> it;
            case Statement.Log it ->
                new Statement.Log(withoutPlace(it.prefix()), it.level(), it.flags());
            case Statement.GroupLog it ->
                new Statement.GroupLog(
                    withoutPlace(it.prefix()), it.group(), it.length(), it.threshold());
          });
    }
    return new Outcome(placeless, asked, end);
  }

  /** A prefix that no source gave, as {@link org.labwall.project.LogPrefix} makes it. */
  private static String withoutPlace(String prefix) {
    return PLACE.matcher(prefix).replaceFirst("$1");
  }

  private static String plain(String prefix) {
    return prefix.replace('"', '\'').replace('$', '_');
  }

  /** What becomes of the packet, in words, but for how its sender is told. */
  public String brief() {
    return text(it -> it instanceof Verdict.Reject ? "rejected" : text(it));
  }

  /** What becomes of the packet, in words. */
  public String text() {
    return text(Outcome::text);
  }

  private String text(Function<Verdict, String> ofVerdict) {
    List<String> words = new ArrayList<>();
    for (Statement effect : effects) {
      switch (effect) {
        case Statement.Log it -> words.add("logged `" + it.prefix() + "`");
        case Statement.GroupLog it ->
            words.add("sent to group " + it.group() + " `" + it.prefix() + "`");
        case Statement.Follow it -> words.add("followed by the helper " + it.helper());
      }
    }
    words.add(end.map(ofVerdict).orElse("not decided"));
    return String.join(", ", words);
  }

  private static String text(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accept it -> "accepted";
      case Verdict.Drop it -> "dropped";
      case Verdict.Reject it ->
          "rejected (" + it.with().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
      case Verdict.Translate it ->
          (it.kind() == Verdict.Translation.DESTINATION ? "sent to " : "sent from ")
              + it.addresses().map(Object::toString).orElse("the interface's address")
              + it.ports().map(ports -> " port " + ports.first()).orElse("")
              + it.choices().stream()
                  .map(choice -> ", " + choice.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                  .collect(Collectors.joining());
      case Verdict.Jump it -> "not decided";
      case Verdict.Goto it -> "not decided";
      case Verdict.Return it -> "not decided";
      case Verdict.Continue it -> "not decided";
      case Verdict.Branch it -> "not decided";
    };
  }
}
