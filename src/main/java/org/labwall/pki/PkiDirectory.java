package org.labwall.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the keys and certificates of a VPN lie, by the names that the configurations of its servers
 * and clients expect.
 *
 * @param path the directory
 */
public record PkiDirectory(Path path) {
  /** The authority's certificate. */
  static final String AUTHORITY = "ca.crt";

  /** The authority's key, which no other machine needs. */
  static final String AUTHORITY_KEY = "ca.key";

  /** The list of revoked certificates. */
  static final String LIST = "crl.pem";

  /** The key of the servers for the control channel. */
  static final String CONTROL_KEY = "tls-crypt-v2.key";

  private static final String CONTROL_ENDING = ".tls-crypt-v2";

  /** What stands in a certificate as the common name, and in the names of files. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}");

  private static final Set<String> TAKEN = Set.of("ca", "crl", "tls-crypt-v2", "revoked");

  /** The authority's certificate. */
  public Path authority() {
    return path.resolve(AUTHORITY);
  }

  /** A certificate. */
  public Path certificate(String name) {
    return path.resolve(name + ".crt");
  }

  /** The key of a certificate. */
  public Path key(String name) {
    return path.resolve(name + ".key");
  }

  /** A client's key for the control channel. */
  public Path controlKey(String name) {
    return path.resolve(name + CONTROL_ENDING + ".key");
  }

  Path authorityKey() {
    return path.resolve(AUTHORITY_KEY);
  }

  /** The list of revoked certificates. */
  public Path list() {
    return path.resolve(LIST);
  }

  /** The servers' key for the control channel. */
  public Path serverControlKey() {
    return path.resolve(CONTROL_KEY);
  }

  Path index() {
    return path.resolve(Authority.INDEX);
  }

  /** Complains unless an authority is there. */
  public void check() {
    if (!Files.isRegularFile(authority())) {
      throw new PkiException(
          "There are no keys and certificates in `" + path + "`.",
          "`labwall vpn pki init --pki " + path + "` makes an authority there.");
    }
  }

  /** Complains about a name that no certificate can have, or that a file of the directory has. */
  public static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new PkiException(
          "`"
              + (name.length() > 70 ? name.substring(0, 70) + "…" : name)
              + "` cannot be the name of a certificate.",
          "It is made of ASCII letters, digits, `_`, `.`, `@` and `-`, at most 64 of them, and"
              + " starts with one of the first three.");
    }
    if (TAKEN.contains(name) || name.endsWith(CONTROL_ENDING)) {
      throw new PkiException("A file of the directory itself is called `" + name + "`.");
    }
  }
}
