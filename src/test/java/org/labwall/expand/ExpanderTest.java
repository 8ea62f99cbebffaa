package org.labwall.expand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.labwall.Complaints;
import org.labwall.ast.RuleOption;
import org.labwall.ast.Statement;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;

/** Constants, the host name, escapes and includes. */
class ExpanderTest {
  private final Path directory = Jimfs.newFileSystem(Configuration.unix()).getPath("/site");

  @Test
  void aConstantStandsInsideAnyWord() {
    assertWords("A=1\nHOST h$A 10.0.0.$A, 10.${A}.0.${A}2\n", "h1 10.0.0.1 10.1.0.12");
    assertWords("a=x\nA=y\nHOST $a$A ${a}${A}z\n", "xy xyz");
    assertWords("SET A=10\nB=$A.9\nHOST h $B.0.1\n", "h 10.9.0.1");
    assertWords("A=h\nHOST \"$A\" 10.0.0.1\n", "h 10.0.0.1");
  }

  @Test
  void aConstantThatIsTheWholeWordStandsForItsList() {
    assertWords("L=a, b,c\nGROUP g x,$L,y\n", "g x a b c y");
    assertWords("L=\"a, b\"\nGROUP g $L\n", "g a b");
    assertWords("L=a,b\nM=$L,c\nGROUP g ${M}\n", "g a b c");
  }

  @Test
  void constantsStandInEveryStatement() {
    String constants = "D=eth0\nN=10.0.0\nR=rt\nP=7\nT=text\nS=tcp/80\n";
    String said =
        """
        ROLE a ${R}1 priority $P
        NETINIT $D
        VRRP AUTH PASS $T $R $N.9 x@$T polling $P
        DEV lan $D $N.0/24 $N.1 mtu $P mac $T via $N.2 inet6 $T $T master=$T bond-mode $T
        ROUTE $N.0/24 via $N.3
        VRRP TRACK $D weight $P
        VRRP START GROUP $D
        SERVICE s $S
        allow from $D to $N.0 $S log "$T" limit $P burst $P expires $P only $R note "${T}s"
        """;
    assertEquals(
        "",
        said(constants + said, "")
            .lines()
            .filter(it -> it.contains("$"))
            .collect(Collectors.joining()));
    String text = expanded(constants + said).toString();
    assertEquals(-1, text.replaceAll("span=[^\\]]*?,", "").indexOf('$'), text);
  }

  @Test
  void aConstantMayHoldAnyOrSelf() {
    List<Statement> statements = expanded("E=any,self\nallow from $E\n");
    assertEquals("[ANY, SELF]", kinds(statements).toString());
    assertEquals("[NAME]", kinds(expanded("allow from \"any\"\n")).toString());
  }

  private static List<Object> kinds(List<Statement> statements) {
    Statement.Rule rule = (Statement.Rule) statements.getFirst();
    return rule.sides().getFirst().operands().stream().map(it -> (Object) it.kind()).toList();
  }

  @Test
  void theHostNameAndTheRoleAreMarks() {
    assertWords(
        "HOST a$ROLE `hostname`, ` HostName `-${ROLE}\n", "a$ROLE `hostname` `hostname`-$ROLE");
    assertWords("SET ROLE=$ROLE\nHOST a $ROLE\n", "a $ROLE");
  }

  @Test
  void escapesStandForThemselves() {
    List<Statement> statements = expanded("A=1\nallow log \"\\\"\\\\ \\$A \\` $A\"\n");
    Statement.Rule rule = (Statement.Rule) statements.getFirst();
    RuleOption.Log log = (RuleOption.Log) rule.options().getFirst();
    assertEquals("\"\\ $A ` 1", log.text().orElseThrow().text());
  }

  @Test
  void wrongWordsAreReportedAtTheirPlace() {
    assertSaid("HOST a $B\n", "LW011 1:8 The constant `B` is not defined.");
    assertSaid(
        "LISTE=a\nGROUP g $LIST, $LISTE\n",
        "LW011 2:9 The constant `LIST` is not defined. (Did you mean `LISTE`?)");
    assertSaid(
        "HOST a `reboot`\n",
        "LW016 1:8 Nothing in a source is executed, so `reboot` cannot"
            + " stand here. (The only back-quoted word is `hostname`.)");
    assertSaid(
        "allow log \"a \\n\"\n",
        "LW026 1:14 A string knows no `\\n`."
            + " (It knows `\\\"`, `\\\\`, `\\$` and a back-quote behind a `\\`.)");
    assertSaid("L=\"a,,b\"\nGROUP g $L\n", "LW008 2:9 The list in `L` has a hole.");
    assertSaid("L=\"\"\nGROUP g $L\n", "LW008 2:9 The list in `L` has a hole.");
    assertSaid(
        "L=a,b\nallow from not $L\n",
        "LW008 2:12 `not` takes one name, and `$L` holds"
            + " several. (Make a `GROUP` of them and write `not` before its name.)");
    assertSaid(
        "ROLE=x\n",
        "LW013 1:1 `ROLE` is the role being compiled."
            + " (Roles are declared by `ROLE master rt1, backup rt2`.)");
  }

  @Test
  void constantsAreSetOnceAndUsed() {
    assertSaid("A=1\nA=1\nHOST h $A\n", "");
    assertSaid("A=1\nA=2\nHOST h $A\n", "LW013 2:1 The constant `A` has another value already.");
    assertSaid("A=1\n", "LW014 1:1 Nothing uses the constant `A`.");
    assertSaid("HOST h $A\nA=1\n", "LW011 1:8 The constant `A` is not defined.");
  }

  @Test
  void aBlockHasConstantsOfItsOwn() {
    assertSaid(
        """
        A=1
        from a$A {
            B=2
            A=3
            allow to b$B, c$A
        }
        HOST h 10.0.0.$A
        """,
        "");
    assertSaid(
        "from a {\nB=2\nallow to b$B\n}\nHOST h $B\n",
        "LW011 5:8 The constant `B` is not" + " defined.");
  }

  @Test
  void valuesThatDoubleEachOtherHaveAnEnd() {
    StringBuilder words = new StringBuilder("A0=a,a\n");
    StringBuilder text = new StringBuilder("A0=xxxx\n");
    for (int i = 1; i < 60; i++) {
      words.append("A" + i + "=$A" + (i - 1) + ",$A" + (i - 1) + "\n");
      text.append("A" + i + "=${A" + (i - 1) + "}${A" + (i - 1) + "}\n");
    }
    assertEquals("LW026", said(words.toString(), "").substring(0, 5));
    assertEquals("LW026", said(text.toString(), "").substring(0, 5));
  }

  @Test
  void includesShareConstantsAndNest() {
    write("a.lw", "A=1\nINCLUDE \"sub/b.lw\"\n");
    write("sub/b.lw", "INCLUDE c.lw\nHOST b$A 10.0.0.$C\n");
    write("sub/c.lw", "C=7\nUNUSED=1\n");
    assertWords("INCLUDE \"a.lw\"\nHOST m$A $C\n", "b1 10.0.0.7 m1 7");
    assertWords("F=sub\nINCLUDE \"${F}/c.lw\"\nHOST m $C\n", "m 7");
    assertWords("from x {\nINCLUDE \"sub/c.lw\"\nallow to y$C\n}\n", "");
  }

  @Test
  void includesThatGoWrongAreReportedWhereTheyStand() throws IOException {
    write("self.lw", "INCLUDE \"self.lw\"\n");
    write("one.lw", "INCLUDE \"two.lw\"\n");
    write("two.lw", "INCLUDE \"./one.lw\"\n");
    write("folder/x.lw", "");
    write("broken.lw", "HOST\n");
    Files.write(
        directory.resolve("latin1.lw"), "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertSaid("INCLUDE \"self.lw\"\n", "LW015 1:9 `self.lw` includes itself.");
    assertSaid("INCLUDE \"one.lw\"\n", "LW015 1:9 `one.lw` includes itself.");
    assertSaid("INCLUDE \"stdin\"\n", "LW015 1:9 `stdin` includes itself.");
    assertSaid("INCLUDE \"fodler.lw\"\n", "LW001 1:9 There is no file `fodler.lw`.");
    assertSaid("INCLUDE \"folder\"\n", "LW001 1:9 `folder` is a directory.");
    assertSaid("INCLUDE \"broken.lw\"\n", "LW008 1:5 Expected a name, found the end of the line.");
    assertSaid(
        "INCLUDE \"latin1.lw\"\n",
        "LW002 1:6 Byte 0xE9 is not UTF-8."
            + " (Is it Latin-1? `iconv -f latin1 -t utf8` makes it UTF-8.)");
  }

  @Test
  void filesThatIncludeOthersTwiceHaveAnEnd() {
    for (int i = 0; i < 40; i++) {
      write("f" + i + ".lw", ("INCLUDE \"f" + (i + 1) + ".lw\"\n").repeat(2));
    }
    write("f40.lw", "");
    assertEquals("LW007", said("INCLUDE \"f0.lw\"\n", "").substring(0, 5));
  }

  private void write(String name, String text) {
    try {
      Files.createDirectories(directory.resolve(name).getParent());
      Files.writeString(directory.resolve(name), text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private List<Statement> expand(String text, Diagnostics diagnostics) {
    SourceReader reader =
        SourceReader.standardInput(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), directory);
    SourceFile main = reader.main(diagnostics).orElseThrow();
    return Expander.expand(main, reader, Library.standard(), diagnostics);
  }

  private List<Statement> expanded(String text) {
    Diagnostics diagnostics = new Diagnostics();
    List<Statement> statements = expand(text, diagnostics);
    assertEquals("", Complaints.of(diagnostics), text);
    return statements;
  }

  private String said(String text, String otherwise) {
    Diagnostics diagnostics = new Diagnostics();
    expand(text, diagnostics);
    String said = Complaints.of(diagnostics);
    return said.isEmpty() ? otherwise : said;
  }

  private void assertSaid(String text, String expected) {
    assertEquals(expected, said(text, ""), text);
  }

  /** Names and members of what a source names. */
  private void assertWords(String text, String expected) {
    String words =
        expanded(text).stream()
            .filter(Statement.Naming.class::isInstance)
            .map(Statement.Naming.class::cast)
            .map(
                it ->
                    it.name()
                        + " "
                        + it.members().stream()
                            .map(Word::toString)
                            .collect(Collectors.joining(" ")))
            .collect(Collectors.joining(" "));
    assertEquals(expected, words, text);
  }
}
