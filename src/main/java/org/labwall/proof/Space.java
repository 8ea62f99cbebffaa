package org.labwall.proof;

import org.labwall.address.Family;
import org.labwall.packet.Diagrams;

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

  /** Their family. */
  public Family family() {
    return fields.family();
  }
}
