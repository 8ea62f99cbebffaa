package org.labwall.expand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.labwall.Complaints;
import org.labwall.ast.Statement;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** Macros, their parameters and what calls make of them. */
class MacrosTest {
  private final Path directory = Jimfs.newFileSystem(Configuration.unix()).getPath("/site");

  @Test
  void argumentsAreWordsOrLists() {
    assertNames("MACRO m(a) {\nGROUP g x,$a,y\n}\nm(b)\n", "g:x,b,y");
    assertNames("MACRO m(a) {\nGROUP g x,$a,y\n}\nm((b, c))\n", "g:x,b,c,y");
    assertNames("L=b,c\nMACRO m(a) {\nGROUP g $a\n}\nm($L)\n", "g:b,c");
    assertNames("L=b,c\nMACRO m(a) {\nGROUP g $a\n}\nm((a, $L))\n", "g:a,b,c");
    assertNames("MACRO m(a) {\nGROUP g $a\n}\nm(\"b, c\")\n", "g:b,c");
    assertNames("MACRO m(a, b) {\nGROUP g$a x${b}z\n}\nm(1, \"y\")\n", "g1:xyz");
    assertNames("MACRO m(from, to, host) {\nGROUP $host $from,$to\n}\nm(a, b, g)\n", "g:a,b");
    assertNames("MACRO m() { HOST h 10.0.0.1 }\nm()\n", "h:10.0.0.1");
  }

  @Test
  void argumentsMayBeNamedOrLeftOut() {
    String macro = "MACRO m(a, b=y, c=(u, v)) {\nGROUP $a $b,$c\n}\n";
    assertNames(macro + "m(g)\n", "g:y,u,v");
    assertNames(macro + "m(g, x)\n", "g:x,u,v");
    assertNames(macro + "m(c=x, a=g)\n", "g:y,x");
    assertNames(macro + "m(g, c=(x, z))\n", "g:y,x,z");
    assertNames("K=k\nMACRO m(a, b=$a$K) {\nGROUP $a $b\n}\nm(g)\n", "g:gk");
  }

  @Test
  void parametersHideConstantsAndEndWithTheCall() {
    assertNames("a=1\nB=2\nMACRO m(a) {\nGROUP g $a$B\n}\nm(3)\nGROUP h $a\n", "g:32 h:1");
    assertNames("MACRO m(a) {\nB=x$a\nGROUP g$a $B\n}\nm(1)\nm(2)\n", "g1:x1 g2:x2");
    assertSaid(
        "MACRO m(a) {\nB=$a\nHOST h$B 10.0.0.1\n}\nm(1)\nHOST x $B\n",
        "LW011 6:8 The constant `B` is not defined.");
    assertSaid(
        "MACRO m(a) {\nHOST h $a$B\n}\nfrom x {\nB=1\nm(1)\nallow to $B\n}\n",
        "LW011 6:1 The constant `B` is not defined. (Did you mean `a`?) 2:8");
  }

  @Test
  void macrosCallMacros() {
    assertNames(
        "MACRO one(a) { GROUP $a x }\nMACRO two(a, b=q) {\none($a)\none(${b}2)\n}\ntwo(g)\n",
        "g:x q2:x");
    assertNames(
        "MACRO one(x) { GROUP g $x }\nMACRO two(y) { one((a, $y)) }\ntwo((b, c))\n", "g:a,b,c");
  }

  @Test
  void aMacroOfABlockEndsWithIt() {
    assertSaid("from a {\nMACRO m() { allow }\nm()\n}\nm()\n", "LW012 5:1 Unknown macro `m`.");
    assertSaid("MACRO m() { allow }\nfrom a {\nMACRO m() { deny }\nm()\n}\nm()\n", "");
  }

  @Test
  void includedFilesDeclareMacrosAndAreIncludedByThem() throws IOException {
    write("macros.lw", "MACRO m(a) { INCLUDE \"part.lw\" }\nMACRO unused() { allow }\n");
    write("part.lw", "HOST h$a 10.0.0.1\n");
    assertNames("INCLUDE \"sub/macros.lw\"\nm(1)\n", "h1:10.0.0.1");
    assertSaid("INCLUDE \"sub/macros.lw\"\nINCLUDE \"sub/macros.lw\"\nm(1)\n", "");
    write("part.lw", "INCLUDE \"macros.lw\"\nm(1)\n");
    assertSaid("INCLUDE \"sub/macros.lw\"\nm(1)\n", "LW019 2:1 The macro `m` calls itself. 2:1");
  }

  @Test
  void theSourcesOwnMacroWins() {
    assertNames("MACRO dns_resolver(a) { GROUP g $a }\ndns_resolver(x)\n", "g:x");
    assertEquals(3, expand("dns_resolver(a, b)\n", new Diagnostics()).size());
  }

  @Test
  void callsThatDoNotFitAreReported() {
    String macro = "MACRO web(host, clients=any) { allow from $clients to $host }\n";
    assertSaid(macro + "web()\n", "LW029 2:1 `web` is called without `host`. 1:7");
    assertSaid(macro + "web(a, b, c)\n", "LW029 2:11 `web` takes 1 to 2 arguments. 1:7");
    assertSaid(
        macro + "web(a, clients=b, c)\n",
        "LW029 2:19 An argument without a name stands before those that have one. 1:7");
    assertSaid(
        macro + "web(a, client=b)\n",
        "LW029 2:8 `web` has no `client`. (Did you mean `clients`?) 1:7");
    assertSaid(macro + "web(a, host=b)\n", "LW029 2:8 `host` has its argument already. 1:7");
    assertSaid("MACRO m() { allow }\nm(a)\n", "LW029 2:3 `m` takes no arguments. 1:7");
    assertSaid(
        "MACRO m(a, b) { allow from $a to $b }\nm()\n",
        "LW029 2:1 `m` is called without `a` and `b`. 1:7");
  }

  @Test
  void whatIsNoMacroIsReported() {
    assertSaid(
        "MACRO web() { allow }\nweb()\nwbe()\n",
        "LW012 3:1 Unknown macro `wbe`. (Did you mean `web`?)");
    assertSaid(
        "dns_resovler(a, b)\n",
        "LW012 1:1 Unknown macro `dns_resovler`. (Did you mean `dns_resolver`?)");
    assertSaid(
        "m()\nMACRO m() { allow }\nm()\n",
        "LW012 1:1 The macro `m` is called before it is declared. 2:7");
  }

  @Test
  void declarationsThatCannotBeAreReported() {
    assertSaid(
        "MACRO m(a, a) { allow from $a }\nm(1, 2)\n", "LW013 1:12 There are two parameters `a`.");
    for (String name : List.of("$a", "a-b", "1", "ROLE", "\"a\"", "a.b")) {
      assertSaid(
          "MACRO m(" + name + ") { allow }\n",
          "LW017 1:9 `"
              + name.replace("\"", "")
              + "` cannot be a parameter. (A parameter is made of"
              + " ASCII letters, digits and `_`, without a `$`, and is not `ROLE`.)");
    }
    assertSaid(
        "MACRO m() { allow }\nMACRO m() { allow }\nm()\n",
        "LW013 2:7 The macro `m` is declared already. 1:7");
  }

  @Test
  void whatNothingUsesIsReportedOnce() {
    assertSaid("MACRO m() { allow }\n", "LW014 1:7 Nothing calls the macro `m`.");
    assertSaid(
        "MACRO m(a, b=c) { allow }\nm(1)\nm(2)\n",
        "LW014 1:9 Nothing uses the parameter `a`.\nLW014 1:12 Nothing uses the parameter `b`.");
  }

  @Test
  void whatHasNoEndIsStopped() {
    assertSaid("MACRO m() { m() }\nm()\nm()\n", "LW019 2:1 The macro `m` calls itself. 1:13");
    assertSaid(
        "MACRO a() { b() }\nMACRO b() { a() }\na()\n",
        "LW019 3:1 The macro `a` calls itself. 1:13 2:13");
    assertEquals(
        "LW007 304:1 Macros call each other more than 50 deep.",
        said(chain(100, "", "NEXT()")).substring(0, 53));
    assertSaid(
        "MACRO m() {\n"
            + "from a {\n".repeat(60)
            + "n()\n"
            + "}\n".repeat(60)
            + "}\n"
            + "MACRO n() {\n"
            + "from a {\n".repeat(41)
            + "allow\n"
            + "}\n".repeat(41)
            + "}\nm()\n",
        "LW007 209:1 Blocks lie more than 100 deep in each other. 62:1 166:1");
  }

  @Test
  void whatGrowsWithoutEndIsStopped() {
    for (String body :
        List.of(
            "NEXT($x)\nNEXT($x)\nallow log \"$x\"",
            "NEXT(\"$x$x\")",
            "NEXT(($x, $x))",
            "HOST h \"$x\"\nNEXT(\"$x$x\")\nNEXT(\"$x$x\")")) {
      String source = chain(48, "x=a", body);
      String said = assertTimeout(Duration.ofSeconds(60), () -> said(source), body);
      assertTrue(said.startsWith("LW007") || said.startsWith("LW026"), said);
    }
    String list = "L=" + "a,".repeat(40_000) + "a\n";
    assertEquals("LW007", said(list + "GROUP g $L\n".repeat(1_000)).substring(0, 5));
  }

  /** Macros of which each calls the next, which its body calls NEXT. */
  private static String chain(int length, String parameters, String body) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      String calls = body.replace("NEXT", "m" + (i + 1));
      text.append("MACRO m" + i + "(" + parameters + ") {\n" + calls + "\n}\n");
    }
    String end = parameters.isEmpty() ? "allow" : "allow note \"$x\"";
    return text + "MACRO m" + length + "(" + parameters + ") {\n" + end + "\n}\nm0()\n";
  }

  @Test
  void everyPlaceOfALineTellsTheCall() throws Exception {
    String lines =
        """
        ROLE a rt1 priority 7, b { NETINIT eth9 }
        NETINIT $p eth1
        VRRP AUTH PASS $p 10.0.0.1 polling 5
        VRRP VERSION 3
        VRRP PREEMPT delay 5
        VRRP NOTIFY a@b via 10.0.0.1
        VRRP TRACK eth1 weight 5
        VRRP START GROUP $p
        VPN PROXY $p
        VPN PKI "/$p" ca $p
        VPN RADIUS 10.0.0.5 port $p secret $p
        VPN JOIN $p as $p
        VPN $p port $p clients $p routes $p, 10.0.0.0/8
        VPNUSER u $p 10.0.0.9
        LOGGING LEVEL $p
        LOGGING NFLOG GROUP 5
        LOGGING PREFIX "$p"
        LOGGING RATE 5/s burst $p
        DEV lan $p 10.0.0.0/24 master=10.0.0.1 mtu 5 mac $p via $p inet6 $p bond-mode $p
        ROUTE 10.0.0.0/24 via $p
        HOST h $p { allow from any }
        SERVICE s tcp/80, $p
        from $p { deny to not $p $p }
        allow from $p to any, self ssh log "$p" limit 1/s burst 2 expires $p only $p note "$p"
        deny from a to b http log "c" $p burst 5
        expect deny from $p to a $p only $p note "$p"
        masquerade from $p to b only a
        snat from a to b as $p log
        forward $p on a, $p to c without allow
        """;
    Diagnostics diagnostics = new Diagnostics();
    List<Statement> statements = expand("MACRO m(p) {\n" + lines + "}\nm(x)\n", diagnostics);
    assertEquals("", Complaints.of(diagnostics));
    Set<String> kinds = new TreeSet<>();
    for (Statement statement : statements) {
      kinds.add(statement.getClass().getSimpleName());
      assertCalled(statement, statement.toString());
    }
    Set<String> all =
        Arrays.stream(Statement.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    all.removeAll(Set.of("Setting", "Include", "Macro", "Call", "Activation"));
    assertEquals(all, kinds);
  }

  private static void assertCalled(Object value, String statement) throws Exception {
    switch (value) {
      case Span span -> assertEquals("m(x)", callOf(span), span + " of " + statement);
      case Optional<?> optional when optional.isPresent() ->
          assertCalled(optional.get(), statement);
      case List<?> list -> {
        for (Object member : list) {
          assertCalled(member, statement);
        }
      }
      case Record record -> {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          assertCalled(component.getAccessor().invoke(record), statement);
        }
      }
      default -> {}
    }
  }

  /** The call that brought it; for a word of an argument, that argument with its call around it. */
  private static String callOf(Span span) {
    return span.call()
        .map(call -> call.place().text())
        .map(text -> text.equals("x") ? "m(x)" : text)
        .orElse("none");
  }

  @Test
  void tenThousandCallsTakeLinearTime() {
    String macro =
        "MACRO m(a, b) {\nallow from $a to $b http log \"$a\"\nallow from $b to $a ssh\n}\n";
    List<Statement> statements =
        assertTimeout(
            Duration.ofSeconds(60),
            () ->
                expand(
                    macro + "m(10.0.0.1, (10.0.0.2, 10.0.0.3))\n".repeat(10_000),
                    new Diagnostics()));
    assertEquals(20_000, statements.size());
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(directory.resolve("sub"));
    Files.writeString(directory.resolve("sub").resolve(name), text);
  }

  private List<Statement> expand(String text, Diagnostics diagnostics) {
    SourceReader reader =
        SourceReader.standardInput(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), directory);
    SourceFile main = reader.main(diagnostics).orElseThrow();
    return Expander.expand(main, reader, Library.standard(), diagnostics);
  }

  /** What is said, each with the places behind it that belong to it. */
  private String said(String text) {
    Diagnostics diagnostics = new Diagnostics();
    expand(text, diagnostics);
    List<String> lines = Complaints.of(diagnostics).lines().toList();
    return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
        .map(
            i ->
                lines.get(i)
                    + diagnostics.all().get(i).places().stream()
                        .map(it -> " " + it.span().line() + ":" + it.span().column())
                        .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  private void assertSaid(String text, String expected) {
    assertEquals(expected, said(text), text);
  }

  /** Names and members of what a source without errors names. */
  private void assertNames(String text, String expected) {
    Diagnostics diagnostics = new Diagnostics();
    String names =
        expand(text, diagnostics).stream()
            .map(Statement.Naming.class::cast)
            .map(
                it ->
                    it.name()
                        + ":"
                        + it.members().stream()
                            .map(Word::toString)
                            .collect(Collectors.joining(",")))
            .collect(Collectors.joining(" "));
    assertEquals("", Complaints.of(diagnostics), text);
    assertEquals(expected, names, text);
  }
}
