package org.labwall.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What was done to a router so that it fails.
 *
 * @param role the router
 * @param how the kind
 * @param device the interface, where a link fails
 */
public record Failure(String role, How how, Optional<String> device) {

  /** The kinds of failures. */
  public enum How {
    /** The machine is off: nothing leaves it any more, and all that ran in it is gone. */
    POWER,
    /** keepalived is gone at once, and what it set up stays. */
    DAEMON,
    /** An interface has no carrier. */
    LINK;

    /** The kind that is called {@code word}. */
    public static Optional<How> of(String word) {
      return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** What is typed. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The failures of a text that {@link #write} made. */
  static List<Failure> read(String text) {
    return text.lines()
        .map(it -> it.split("\t", -1))
        .map(
            it ->
                new Failure(
                    it[0], How.valueOf(it[1]), Optional.of(it[2]).filter(name -> !name.isEmpty())))
        .toList();
  }

  /** Failures as a text. */
  static String write(List<Failure> failures) {
    StringBuilder text = new StringBuilder();
    for (Failure it : failures) {
      text.append("%s\t%s\t%s\n".formatted(it.role(), it.how(), it.device().orElse("")));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return how.word() + device.map(it -> " " + it).orElse("");
  }
}
