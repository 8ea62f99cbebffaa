package org.labwall.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.labwall.Sites;

class CommentTest {

  @Test
  void staysOnItsLine() {
    assertEquals("a up reboot   b c/", Comment.of("a\nup reboot\r\u0085\u2028b\tc\\"));
  }

  @Test
  void isCutWhereItIsTooLong() {
    assertEquals("é".repeat(200), Comment.of("é".repeat(5000)));
  }

  @Test
  void headsFilesWithTheirSource() {
    assertEquals(
        "Compiled by LabWall from site.lw: edits here are lost.",
        Comment.heading(Sites.first(Sites.classic())));
  }
}
