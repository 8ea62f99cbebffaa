package org.labwall.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.PrivateFile;
import org.labwall.compiler.Compilation;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.expand.SecretSources;
import org.labwall.pki.ClientFile;
import org.labwall.pki.PkiException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall vpn client}: writes the one file that a user of a VPN needs. */
final class VpnClientCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
            "vpn client",
            "Write one file for a user of a VPN, with his keys inside; nobody else may read it.",
            "labwall vpn client site.lw u101 --pki pki",
            "labwall vpn client site.lw u101 --pki pki -o /media/key/u101.ovpn")
        .addPositional(Options.source())
        .addPositional(
            PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel("USER")
                .index("1")
                .arity("1")
                .required(true)
                .description("Who: a `VPNUSER` of the source.")
                .build())
        .addOption(VpnPkiCommand.directory())
        .addOption(
            Options.value("FILE", "Where to; `USER.ovpn` by default.", "-o", "--output").build());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    String user = arguments.matchedPositionalValue(1, "");
    Diagnostics diagnostics = new Diagnostics();
    // The file holds none of the site's secrets, so whoever makes it need not know them.
    Compiler.Options options =
        new Compiler.Options(
            LocalDate.MIN, OptionalInt.empty(), false, Firewall.IPTABLES, SecretSources.STAND_IN);
    Optional<Compilation> compilation =
        Compiler.compile(
            Options.reader(arguments.matchedPositionalValue(0, ""), console), options, diagnostics);
    console.show(diagnostics);
    if (compilation.isEmpty()) {
      return FOUND;
    }
    String text =
        ClientFile.of(
            template(compilation.get(), user), VpnPkiCommand.directory(arguments, console), user);
    Path file = console.path(arguments.matchedOptionValue("--output", user + ".ovpn"));
    write(file, text);
    console.complain(console.terminal() ? file + ": written\n" : "");
    return DONE;
  }

  private static String template(Compilation compilation, String user) {
    List<String> names =
        compilation.site().users().stream().map(it -> it.name()).sorted().distinct().toList();
    String network =
        compilation.site().users().stream()
            .filter(it -> it.name().equals(user))
            .map(it -> it.network().name())
            .findFirst()
            .orElseThrow(
                () ->
                    new PkiException(
                        "The source has no user `" + user + "`.",
                        Similar.hint(user, names)
                            .or(() -> Optional.of("`VPNUSER " + user + " VLAN` makes him one."))));
    OutputFile file = compilation.tree().files().get("clients/" + network + ".ovpn");
    if (file == null) {
      throw new PkiException("No server of the source serves the VPN of `" + network + "`.");
    }
    return file.content();
  }

  /** Puts a file in its place in one step, which is private from its first byte. */
  private static void write(Path file, String text) throws IOException {
    Path next = file.resolveSibling("." + file.getFileName() + ".labwall-new");
    Files.deleteIfExists(next);
    try {
      PrivateFile.write(next, text.getBytes(StandardCharsets.UTF_8));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
