package org.labwall.proof;

import org.labwall.address.Family;
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

  /** The packets that all of these words tell apart. */
  public static Space of(Family family, Fields.Words words) {
    Fields fields = words.fields(family);
    Outcomes outcomes = new Outcomes();
    return new Space(fields, new Diagrams(fields.sizes(), outcomes), outcomes);
  }

  /** The packets for which every limit has a token. */
  int withTokens() {
    int all = Diagrams.ALL;
    for (int i = Axis.values().length; i < fields.sizes().length; i++) {
      all = diagrams.when(diagrams.within(i, IntervalSet.of(1, 2), Diagrams.ALL), all);
    }
    return all;
  }

  /** Their family. */
  public Family family() {
    return fields.family();
  }
}
