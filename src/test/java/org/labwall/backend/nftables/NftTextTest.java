package org.labwall.backend.nftables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NftTextTest {

  @Test
  void nothingEndsAStringOrALine() {
    assertEquals("\"a 'b' \\ c\\\"", NftText.comment("a \"b\" \\ c\\"));
    assertEquals("\"a b c d e \"", NftText.comment("a\nb\rc\u0085d\u2028e\u0000"));
    assertEquals("\"it's $(so) `here`\"", NftText.comment("it's $(so) `here`"));
  }

  @Test
  void aPrefixHasNoVariables() {
    assertEquals("\"cost _5 _x: \"", NftText.logPrefix("cost $5 $x: "));
  }

  @Test
  void aCommentIsCutBetweenCharacters() {
    assertEquals(
        3 * 42 + 2, NftText.comment("漢".repeat(100)).getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void aStarInTheNameOfAnInterfaceIsAStar() {
    assertEquals("\"eth\\*\"", NftText.interfaceName("eth*"));
  }

  @Test
  void chainsHaveNamesThatNftTakes() {
    assertEquals("forward", NftText.chain("FORWARD"));
    assertEquals(".10-14", NftText.chain("10-14"));
    assertEquals("line14-log.2", NftText.chain("line14-log.2"));
  }
}
