package org.labwall.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.labwall.Complaints;
import org.labwall.ast.Statement;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;

/** What the parser says of sources that the grammar does not take. */
class SyntaxTest {
  @Test
  void messagesNameWhatTheReaderKnows() {
    assertSaid("allow from }\n", "LW008 1:12 Expected a network, found `}`.");
    assertSaid(
        "allow from staff to\n", "LW008 1:20 Expected a network, found the end of the line.");
    assertSaid("allow from staff to", "LW008 1:20 Expected a network, found the end of the line.");
    assertSaid("HOST www\n", "LW008 1:9 Expected an address, found the end of the line.");
    assertSaid("HOST\n", "LW008 1:5 Expected a name, found the end of the line.");
    assertSaid("SERVICE x\n", "LW008 1:10 Expected a service, found the end of the line.");
    assertSaid("ROLE\n", "LW008 1:5 Expected a role, found the end of the line.");
    assertSaid("ROLE a priority\n", "LW008 1:16 Expected a number, found the end of the line.");
    assertSaid("INCLUDE\n", "LW008 1:8 Expected a file name, found the end of the line.");
    assertSaid("A=\n", "LW008 1:3 Expected a value, found the end of the line.");
    assertSaid(
        "allow from a log some text\n",
        "LW008 1:23 Expected the end of the line, found `text`."
            + " (A text stands in double quotes.)");
    assertSaid(
        "allow from a limit\n",
        "LW008 1:19 Expected a rate such as `10/minute`, found the" + " end of the line.");
    assertSaid("ROUTE 10.0.0.0/8\n", "LW008 1:17 Expected `via`, found the end of the line.");
    assertSaid(
        "VRRP PREEMPT maybe\n", "LW008 1:14 Expected `on`, `off` or `delay`, found `maybe`.");
    assertSaid("GROUP g a,,b\n", "LW008 1:11 Expected a network, a host or an address, found `,`.");
    assertSaid(
        "GROUP g a,\n",
        "LW008 1:11 Expected a network, a host or an address, found the end of the line.");
  }

  @Test
  void whatIsNearlyAKeywordIsAskedFor() {
    assertSaid(
        "alow from staff\n",
        "LW009 1:1 No statement starts with `alow`." + " (Did you mean `allow`?)");
    assertSaid(
        "VRRP STRAT\n",
        "LW008 1:6 Expected `auth`, `version`, `advert`, `preempt`,"
            + " `notify`, `track` or `start`, found `STRAT`. (Did you mean `start`?)");
    assertSaid("qwertz\n", "LW009 1:1 No statement starts with `qwertz`.");
    assertSaid("mtu 1500\n", "LW009 1:1 No statement starts with `mtu`.");
  }

  @Test
  void callsAndMacrosSayWhatTheyLack() {
    assertSaid("dns(a\n", "LW008 1:6 Expected `,` or `)`, found the end of the line.");
    assertSaid("dns(a, )\n", "LW008 1:8 Expected an argument, found `)`.");
    assertSaid("dns(a b)\n", "LW008 1:7 Expected `,` or `)`, found `b`.");
    assertSaid("dns((a, b), ()\n", "LW008 1:14 Expected a value, found `)`.");
    assertSaid("dns(a) b\n", "LW008 1:8 Expected the end of the line, found `b`.");
    assertSaid("dns(servers=)\n", "LW008 1:13 Expected an argument, found `)`.");
    assertSaid("MACRO (a) {\n}\n", "LW008 1:7 Expected the name of a macro, found `(`.");
    assertSaid("MACRO allow(a) {\n}\n", "LW008 1:7 Expected the name of a macro, found `allow`.");
    assertSaid("MACRO dns {\n}\n", "LW008 1:11 Expected `(`, found `{`.");
    assertSaid("MACRO dns(a)\n", "LW008 1:13 Expected `{`, found the end of the line.");
    assertSaid("MACRO dns(a b) {\n}\n", "LW008 1:13 Expected `,` or `)`, found `b`.");
    assertSaid(
        "MACRO dns(a) {\n",
        "LW006 1:14 This block is not closed. (A `}` on a line of its own ends it.)");
    assertSaid("allow from (a)\n", "LW008 1:12 Expected a network, found `(`.");
  }

  @Test
  void everyBrokenLineIsReportedOnceAndNoOther() {
    assertSaid(
        """
        HOST a
        allow from b
        HOST c , , ,
        from d {
            deny to
            allow to e
            gibberish { x { y
            } }
        }
        HOST
        """,
        """
        LW008 1:7 Expected an address, found the end of the line.
        LW008 3:8 Expected an address, found `,`.
        LW008 5:12 Expected a network, found the end of the line.
        LW009 7:5 No statement starts with `gibberish`.
        LW008 10:5 Expected a name, found the end of the line.""");
  }

  @Test
  void aBlockWhoseHeadIsWrongIsStillReadOrPassedOver() {
    assertSaid(
        "from {\n  alow\n}\nHOST\n",
        """
        LW008 1:6 Expected a network, found `{`.
        LW009 2:3 No statement starts with `alow`. (Did you mean `allow`?)
        LW008 4:5 Expected a name, found the end of the line.""");
    assertSaid(
        "form a {\n  alow\n}\nHOST\n",
        """
        LW009 1:1 No statement starts with `form`. (Did you mean `from`?)
        LW008 4:5 Expected a name, found the end of the line.""");
  }

  @Test
  void bracesHaveTheirPartner() {
    assertSaid(
        "from a {\nallow to b\n",
        "LW006 1:8 This block is not closed." + " (A `}` on a line of its own ends it.)");
    assertSaid(
        "}\nHOST a 10.0.0.1\n}\n",
        """
        LW008 1:1 This `}` closes no block.
        LW008 3:1 This `}` closes no block.""");
  }

  @Test
  void stringsEndOnTheirLine() {
    assertSaid(
        "allow log \"abc\nHOST a 10.0.0.1\n",
        "LW005 1:11 This string is not closed."
            + " (A string ends on its own line; write `\\\"` for a quote inside it.)");
    assertSaid(
        "allow log \"",
        "LW005 1:11 This string is not closed."
            + " (A string ends on its own line; write `\\\"` for a quote inside it.)");
    assertSaid(
        "allow log \"a\u0001b\"\n", "LW004 1:13 The character U+0001 cannot stand in a source.");
  }

  @Test
  void charactersThatAreNoneAreNamed() {
    assertSaid(
        "HOST a 10.0.0.1 \u0000\n", "LW004 1:17 The character U+0000 cannot stand in a source.");
    assertSaid(
        "HOST\u00a0a 10.0.0.1\n", "LW004 1:5 The character U+00A0 cannot stand in a source.");
    assertSaid(
        "HOST a \\10.0.0.1\n",
        "LW004 1:8 Unexpected `\\` here."
            + " (Put the word into double quotes if the character belongs to it.)");
    assertSaid(
        "A = 1\n",
        "LW004 1:3 An `=` belongs to no name here."
            + " (A constant is written `NAME=value`, without spaces around the `=`.)\n"
            + "LW009 1:1 No statement starts with `A`.");
    assertSaid("HOST `x 10.0.0.1\n", "LW016 1:6 The back-quote is not closed.");
  }

  @Test
  void columnsAreCountedInCharactersNotUnits() {
    assertSaid(
        "HOST 𝔸𝔹 \\,\n",
        "LW004 1:9 Unexpected `\\` here."
            + " (Put the word into double quotes if the character belongs to it.)\n"
            + "LW008 1:10 Expected an address, found `,`.");
  }

  @Test
  void tenThousandBlocksAreTooDeepAndNothingWorse() {
    String deep = "LW007 101:8 Blocks lie more than 100 deep in each other.";
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          assertSaid("from a {\n".repeat(10_000) + "}\n".repeat(10_000), deep);
          assertEquals(
              deep.replace("101:8", "201:8"),
              said("}\n".repeat(100) + "from a {\n".repeat(10_000)).lines().toList().get(100));
          said("{".repeat(100_000));
          said("}".repeat(100_000));
          said("from a { ".repeat(100_000));
          said("from a {\n}\n".repeat(50_000));
        });
  }

  @Test
  void endsOfLinesTabsAndContinuationsAreAllTheSame() {
    String expected = AstText.of(statements("HOST a 10.0.0.1, 10.0.0.2\nallow from a\n"));
    for (String same :
        List.of(
            "HOST a 10.0.0.1, 10.0.0.2\r\nallow from a\r\n",
            "\tHOST\ta\t10.0.0.1,10.0.0.2\t\n\n\n  allow from a",
            "HOST a \\\n 10.0.0.1, \\  \r\n\\\n10.0.0.2 # two\n#\nallow \\\n from a # \\\n",
            "host a 10.0.0.1 , 10.0.0.2\nALLOW FROM a\n")) {
      assertEquals(expected, AstText.of(statements(same)), same);
    }
  }

  @Test
  void keywordsAreNamesWhereverTheyCanBeNothingElse() {
    assertEquals(
        """
        Device( VLAN [Column(10) Column(eth0) Column(10.0.0.0/24) Column(10.0.0.1) Column(group)])
        Naming( HOST start [10.0.0.2] - -)
        Naming( GROUP Vlan [start log-host] - -)
        allowRule( [] [Side( FROM [Operand( false NAME group)] [])\
         Side( TO [Operand( false NAME start)] [Operand( false NAME version)])] [])""",
        AstText.of(
            statements(
                """
                VLAN 10 eth0 10.0.0.0/24 10.0.0.1 group
                HOST start 10.0.0.2
                GROUP Vlan start, log-host
                allow from group to start version
                """)));
  }

  @Test
  void anErrorInOneFileLeavesItsStatementsOut() {
    Diagnostics diagnostics = new Diagnostics();
    List<Statement> statements =
        Parser.parse(SourceFile.of("site.lw", "HOST a 10.0.0.1\nHOST\n"), diagnostics);
    assertEquals(1, statements.size());
  }

  private static List<Statement> statements(String text) {
    Diagnostics diagnostics = new Diagnostics();
    List<Statement> statements = Parser.parse(SourceFile.of("site.lw", text), diagnostics);
    assertEquals("", Complaints.of(diagnostics), text);
    return statements;
  }

  private static String said(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Parser.parse(SourceFile.of("site.lw", text), diagnostics);
    return Complaints.of(diagnostics);
  }

  private static void assertSaid(String text, String expected) {
    assertEquals(expected, said(text), text.length() < 200 ? text : "");
  }
}
