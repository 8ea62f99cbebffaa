package org.labwall.ast;

import java.util.List;
import java.util.Optional;
import org.labwall.source.Span;

/** What a {@code VPN} statement says. */
public sealed interface VpnClause {

  /** {@code PROXY port}: the port at which clients come in by HTTP CONNECT. */
  record Proxy(Word port) implements VpnClause {}

  /** {@code PKI "directory" [ca file] [cert file] [key file] [crl file] [tls-crypt file]}. */
  record Pki(Word directory, List<Option> files) implements VpnClause {
    public Pki {
      files = List.copyOf(files);
    }
  }

  /**
   * {@code RADIUS address [port n] secret word}: who knows the addresses of users.
   *
   * @param options all but the secrets
   * @param secrets the words behind {@code secret}, of which there should be one
   */
  record Radius(Word server, List<Option> options, List<SecretWord> secrets) implements VpnClause {
    public Radius {
      options = List.copyOf(options);
      secrets = List.copyOf(secrets);
    }
  }

  /** {@code JOIN network [as user]}: these roles are clients of a VPN. */
  record Join(Word network, Optional<Word> user) implements VpnClause {}

  /**
   * {@code staff port 1110 …} or {@code house 10.8.0.0/24 port 1194 …}: a daemon.
   *
   * @param name the VLAN, or the name of a network of its own
   * @param columns the prefix of the latter
   * @param options the rest
   */
  record Daemon(Word name, List<Word> columns, List<Option> options) implements VpnClause {
    public Daemon {
      columns = List.copyOf(columns);
      options = List.copyOf(options);
    }
  }

  /** A keyword with its arguments, none for some. */
  record Option(Span span, Kind kind, List<Word> arguments) {
    public Option {
      arguments = List.copyOf(arguments);
    }

    /** Its only argument. */
    public Word argument() {
      return arguments.getFirst();
    }
  }

  /** The keywords of all clauses. */
  enum Kind {
    CA,
    CERT,
    KEY,
    CRL,
    TLS_CRYPT,
    PORT,
    INET6,
    CLIENTS,
    LISTEN,
    ROUTES
  }
}
