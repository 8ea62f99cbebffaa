package org.labwall.trace;

/** Says what is wrong with a question; whoever asked it is told. */
public final class BadQuestion extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A question with this wrong: a sentence, and another with advice where there is any. */
  public BadQuestion(String sentence) {
    super(sentence, null, false, false);
  }

  /** The sentences that say it. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
