package org.labwall.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes new sources of old ones: bytes, words and lines changed, swapped, doubled and left out. */
final class Mutations {
  /** Longer ones find nothing more, and take time. */
  private static final int LONGEST = 3_000;

  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z0-9_./:$`*=+-]+|\"[^\"\n]*\"|[ \t]+|\\R|.", Pattern.DOTALL);
  private static final List<String> ODD =
      List.of(
          "",
          "0",
          "-1",
          "*",
          "`",
          "`hostname`",
          "$",
          "${",
          "${A}",
          "$ROLE",
          "\"",
          "\\",
          "\\\n",
          "=",
          ",",
          "{",
          "}",
          "(",
          ")",
          "{\n",
          "\n}\n",
          "#",
          "\r",
          "\t",
          "\0",
          "\u0001",
          "\u0002",
          "\u2028",
          "é",
          "𝔸",
          "0/0",
          "::",
          "::1",
          "10.0.0.300",
          "255.255.255.0",
          "0.0.0.0/0",
          "99999999999",
          "4094",
          "65536",
          "tcp/80-79",
          "icmp6/128",
          "2001:db8::/64",
          "10.0.0.1-10.0.0.2-10.0.0.3-1*",
          "not",
          "any",
          "self",
          "inet6",
          "dhcp",
          "poll",
          "via",
          "virtual=",
          "vrid=",
          "master=",
          "INCLUDE \"other.lw\"",
          "INCLUDE \"site.lw\"",
          "A=1\n",
          "A=$A$A\n",
          "GROUP g g,h\n",
          "ROLE a, b {",
          "VRRP START GROUP ",
          "HOST h 10.0.0.1 {",
          "MACRO m(a, b=any) {\n",
          "m(\"$a\", (any, $b))\n",
          "m(b=");

  private final Random random;
  private final List<String> seeds;
  private final List<List<String>> tokens = new ArrayList<>();

  /**
   * Mutations in an order that the seed of the random numbers tells.
   *
   * @param clean sources without errors, which are taken more often
   * @param broken sources with errors
   */
  Mutations(long seed, List<String> clean, List<String> broken) {
    this.random = new Random(seed);
    this.seeds = new ArrayList<>(broken);
    while (seeds.size() < 4 * broken.size()) {
      seeds.addAll(clean);
    }
    for (String text : seeds) {
      List<String> list = new ArrayList<>();
      Matcher token = TOKEN.matcher(text);
      while (token.find()) {
        list.add(token.group());
      }
      tokens.add(list);
    }
  }

  /** The next source, perhaps no UTF-8. */
  byte[] next() {
    String text =
        switch (random.nextInt(4)) {
          case 0 -> lines();
          case 1 -> splice();
          default -> words();
        };
    if (text.length() > LONGEST) {
      int start = random.nextInt(text.length() - LONGEST);
      text = text.substring(start, start + LONGEST);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return random.nextInt(8) == 0 ? bytes(bytes) : bytes;
  }

  private byte[] bytes(byte[] all) {
    byte[] out = Arrays.copyOf(all, Math.max(1, all.length));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(out.length);
      out[at] =
          switch (random.nextInt(3)) {
            case 0 -> (byte) random.nextInt(256);
            case 1 -> (byte) (out[at] ^ (1 << random.nextInt(8)));
            default -> out[random.nextInt(out.length)];
          };
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(out, random.nextInt(out.length)) : out;
  }

  private String words() {
    List<String> out = new ArrayList<>(one(tokens));
    for (int i = few(); i > 0 && !out.isEmpty(); i--) {
      int at = random.nextInt(out.size());
      int other = random.nextInt(out.size());
      switch (random.nextInt(7)) {
        case 0 -> out.remove(at);
        case 1 -> out.add(at, out.get(other));
        case 2 -> out.set(at, out.get(other));
        case 3 -> out.set(other, out.set(at, out.get(other)));
        case 4 -> out.set(at, one(ODD));
        case 5 -> out.add(at, one(ODD));
        default -> {
          List<String> foreign = one(tokens);
          out.set(at, foreign.isEmpty() ? "" : one(foreign));
        }
      }
    }
    return String.join("", out);
  }

  private String lines() {
    List<String> out = new ArrayList<>(List.of(one(seeds).split("(?<=\n)", -1)));
    for (int i = few(); i > 0; i--) {
      int at = random.nextInt(out.size());
      int other = random.nextInt(out.size());
      switch (random.nextInt(4)) {
        case 0 -> out.set(other, out.set(at, out.get(other)));
        case 1 -> out.add(at, out.get(other));
        case 2 -> out.set(at, "");
        default -> out.add(at, one(List.of(one(seeds).split("(?<=\n)", -1))));
      }
    }
    return String.join("", out);
  }

  private String splice() {
    String first = one(seeds);
    String second = one(seeds);
    return first.substring(0, random.nextInt(first.length() + 1))
        + second.substring(random.nextInt(second.length() + 1));
  }

  /** One mutation more often than several, for the later stages see sources without errors only. */
  private int few() {
    return random.nextInt(3) == 0 ? 2 + random.nextInt(5) : 1;
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
