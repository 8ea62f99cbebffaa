package org.labwall.proof;

import java.util.Map;
import org.labwall.address.Family;
import org.labwall.loaded.Match.State;
import org.labwall.packet.DiagramParts;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;

/**
 * The packets of one family, and what may become of them.
 *
 * @param fields by what they are told apart
 * @param diagrams functions from them to outcomes
 * @param outcomes what the values of these functions are
 */
public record Space(Fields fields, Diagrams diagrams, Outcomes outcomes) {
  /** The flags of a segment that opens a connection: SYN alone. */
  private static final int SYN = 2;

  /**
   * How many edges functions may have, and how many more for each list of addresses in the rules.
   * Of 20,000 rules between single hosts they have 3 million; of 120 rules between lists of ten
   * ranges more than 50 million, and growing.
   */
  private static final long EDGES = 1_500_000;

  private static final long EDGES_OF_WORD = 300;

  private static final Map<Axis, Integer> FIRST =
      Map.of(
          Axis.STATE,
          State.NEW.ordinal(),
          Axis.TRANSLATED_SOURCE,
          0,
          Axis.REPLY,
          0,
          Axis.HELPER,
          0,
          Axis.FLAGS,
          SYN);

  /** The packets that all of these words tell apart. */
  public static Space of(Family family, Fields.Words words) {
    Fields fields = words.fields(family);
    Outcomes outcomes = new Outcomes();
    return new Space(
        fields,
        new Diagrams(fields.sizes(), outcomes, EDGES + EDGES_OF_WORD * words.size()),
        outcomes);
  }

  /** The packets for which every limit has a token, or none has. */
  public int withTokens(boolean tokens) {
    IntervalSet number = tokens ? IntervalSet.of(1, 2) : IntervalSet.of(0, 1);
    int all = Diagrams.ALL;
    for (int i = Fields.BUCKETS; i < fields.sizes().length; i++) {
      all = diagrams.when(diagrams.within(i, number, Diagrams.ALL), all);
    }
    return all;
  }

  /** What a function says where every limit has a token, or none has. */
  public int withTokens(boolean tokens, int function) {
    return new DiagramParts(diagrams).whereAll(Fields.BUCKETS, tokens ? 1 : 0, function);
  }

  /**
   * What a function says of packets in a state whose connection has its source still; of TCP those
   * that open a connection, where the state does not say that it is open.
   */
  public int inState(State state, int function) {
    int there = diagrams.where(Axis.STATE.ordinal(), state.ordinal(), function);
    int own = diagrams.where(Axis.TRANSLATED_SOURCE.ordinal(), 0, there);
    return state == State.RELATED || state == State.UNTRACKED
        ? diagrams.where(Axis.FLAGS.ordinal(), SYN, own)
        : own;
  }

  /** The first packets of connections that nobody expects. */
  int firstPackets() {
    int all = Diagrams.ALL;
    for (Map.Entry<Axis, Integer> each : FIRST.entrySet()) {
      IntervalSet number = IntervalSet.of(each.getValue(), each.getValue() + 1);
      int there = diagrams.within(each.getKey().ordinal(), number, Diagrams.ALL);
      all = diagrams.when(there, all);
    }
    return all;
  }

  /** What a function says of the first packets of connections that nobody expects. */
  public int ofFirstPackets(int function) {
    int first = function;
    for (Map.Entry<Axis, Integer> each : FIRST.entrySet()) {
      first = diagrams.where(each.getKey().ordinal(), each.getValue(), first);
    }
    return first;
  }

  /** Their family. */
  public Family family() {
    return fields.family();
  }
}
