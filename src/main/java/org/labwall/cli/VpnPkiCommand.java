package org.labwall.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.labwall.pki.Pki;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall vpn pki …}: keys and certificates for those who have no authority. */
enum VpnPkiCommand implements Command {
  INIT(
      "init",
      "Make an authority for certificates, the servers' key for tls-crypt-v2, and an empty list of"
          + " revoked certificates.",
      "labwall vpn pki init --pki pki") {
    @Override
    String run(Pki pki, Path directory, ParseResult arguments) throws IOException {
      pki.found();
      return """
      `%1$s` has an authority. Keep `ca.key` to yourself: it makes certificates.
      Next: `labwall vpn pki server ROLE… --pki %1$s`, with the names of the VPN servers' roles.
      """
          .formatted(directory);
    }
  },

  SERVER(
      "server",
      "Issue certificates for servers, by the names of their roles.",
      "labwall vpn pki server vpn1 vpn2 --pki pki") {
    @Override
    String run(Pki pki, Path directory, ParseResult arguments) throws IOException {
      List<String> names = arguments.matchedPositionalValue(0, List.of());
      pki.issue(Pki.Kind.SERVER, names, days(arguments, Pki.DAYS));
      StringBuilder out = new StringBuilder();
      for (String name : names) {
        out.append(
            "Copy ca.crt, crl.pem, tls-crypt-v2.key, %1$s.crt and %1$s.key of `%2$s` to `%1$s`.\n"
                .formatted(name, directory));
      }
      return out + "Next: `labwall vpn pki client USER… --pki " + directory + "`.\n";
    }
  },

  CLIENT(
      "client",
      "Issue certificates for clients, by the names of their users.",
      "labwall vpn pki client u101 --pki pki") {
    @Override
    String run(Pki pki, Path directory, ParseResult arguments) throws IOException {
      List<String> names = arguments.matchedPositionalValue(0, List.of());
      pki.issue(Pki.Kind.CLIENT, names, days(arguments, Pki.DAYS));
      StringBuilder out = new StringBuilder();
      for (String name : names) {
        out.append(
            "Next: `labwall vpn client site.lw %s --pki %s` writes the file for this user.\n"
                .formatted(name, directory));
      }
      return out.toString();
    }
  },

  REVOKE(
      "revoke",
      "Take a certificate back, of a client or of a server, and renew the list.",
      "labwall vpn pki revoke u101 --pki pki") {
    @Override
    String run(Pki pki, Path directory, ParseResult arguments) throws IOException {
      List<String> names = arguments.matchedPositionalValue(0, List.of());
      pki.revoke(names.getFirst());
      return """
      Copy crl.pem of `%s` to every VPN server, now. They read it when somebody connects; who is
      connected stays for up to an hour, or until the server starts again.
      """
          .formatted(directory);
    }
  },

  CRL(
      "crl",
      "Renew the list of revoked certificates, before the old one expires.",
      "labwall vpn pki crl --pki pki") {
    @Override
    String run(Pki pki, Path directory, ParseResult arguments) throws IOException {
      int days = days(arguments, Pki.AUTHORITY_DAYS);
      pki.renewList(days);
      return "Copy crl.pem of `%s` to every VPN server. It lasts %d days.\n"
          .formatted(directory, days);
    }
  };

  private final String word;
  private final String description;
  private final String example;

  VpnPkiCommand(String word, String description, String example) {
    this.word = word;
    this.description = description;
    this.example = example;
  }

  /** Does it; returns what to do next. */
  abstract String run(Pki pki, Path directory, ParseResult arguments) throws IOException;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command("vpn pki " + word, description, example).addOption(directory());
    if (this == SERVER || this == CLIENT || this == REVOKE) {
      spec.addPositional(names(this == REVOKE ? "1" : "1..*"));
    }
    if (this == SERVER || this == CLIENT || this == CRL) {
      spec.addOption(Options.value("N", "For how many days, 1 to 3650.", "--days").build());
    }
    return spec;
  }

  /** {@code --pki}. */
  static OptionSpec directory() {
    return Options.value("DIR", "Where the keys are; `pki` by default.", "--pki").build();
  }

  /** What {@link #directory()} says. */
  static Path directory(ParseResult arguments, Console console) {
    return console.path(arguments.matchedOptionValue("--pki", "pki"));
  }

  private static PositionalParamSpec names(String arity) {
    return PositionalParamSpec.builder()
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel("NAME")
        .arity(arity)
        .required(true)
        .description("The common name of a certificate.")
        .build();
  }

  private static int days(ParseResult arguments, int usual) {
    String days = arguments.matchedOptionValue("--days", Integer.toString(usual));
    if (!days.matches("[0-9]{1,4}")
        || Integer.parseInt(days) < 1
        || Integer.parseInt(days) > Pki.AUTHORITY_DAYS) {
      throw new UsageException(
          "`" + days + "` is not a number of days, 1 to " + Pki.AUTHORITY_DAYS + ".");
    }
    return Integer.parseInt(days);
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    Path directory = directory(arguments, console);
    console.print(run(Pki.in(directory), directory, arguments));
    return DONE;
  }
}
