package org.labwall.backend.keepalived;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepalivedTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"staff", "admin@test.fr", "eth0.5", "x+y:z", "7"})
  void leavesPlainWordsAlone(String text) {
    assertEquals(text, KeepalivedText.word(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"two words", "a#b", "!a", "@a", "a'b", "a\\", "$a", "{a}", "-a", "é", "~SEQ(1)"})
  void quotesTheRest(String text) {
    assertEquals('"' + text + '"', KeepalivedText.word(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\"b", "a\nb", "a\rb", "a\u0000", "\u007f", "${_PWD}", "{", "}"})
  void refusesWhatNoQuotesHold(String text) {
    assertThrows(IllegalArgumentException.class, () -> KeepalivedText.word(text));
  }

  @Test
  void refusesWhatFitsNoLine() {
    assertThrows(IllegalArgumentException.class, () -> KeepalivedText.word("é".repeat(500)));
  }
}
