package org.labwall.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A certificate authority at work, by openssl(1): EC keys on P-256, certificates for TLS.
 *
 * @param openssl the program
 * @param work where it works, with {@code index.txt} and {@code crlnumber} in it, which it changes
 * @param certificate its own certificate
 * @param key its own key
 * @see <a href="https://docs.openssl.org/3.0/man1/openssl-ca/">openssl-ca(1)</a>
 */
record Authority(Tool openssl, Path work, Path certificate, Path key) {
  /** What openssl's index is called in its configuration. */
  static final String INDEX = "index.txt";

  /** The number of the next list of revoked certificates. */
  static final String LIST_NUMBER = "crlnumber";

  private static final String CONFIGURATION = "openssl.cnf";

  /** No path in it, for nothing in such a file could quote every one. */
  private static final String TEXT =
      """
      [ca]
      default_ca = own
      [own]
      database = index.txt
      crlnumber = crlnumber
      rand_serial = yes
      unique_subject = yes
      default_md = sha256
      policy = names
      crl_extensions = list
      [names]
      commonName = supplied
      [req]
      distinguished_name = none
      [none]
      [authority]
      basicConstraints = critical, CA:TRUE, pathlen:0
      keyUsage = critical, keyCertSign, cRLSign
      subjectKeyIdentifier = hash
      [server]
      basicConstraints = critical, CA:FALSE
      keyUsage = critical, digitalSignature
      extendedKeyUsage = serverAuth
      subjectKeyIdentifier = hash
      authorityKeyIdentifier = keyid
      [client]
      basicConstraints = critical, CA:FALSE
      keyUsage = critical, digitalSignature
      extendedKeyUsage = clientAuth
      subjectKeyIdentifier = hash
      authorityKeyIdentifier = keyid
      [list]
      authorityKeyIdentifier = keyid
      """;

  /** Prepares the directory in which it works. */
  void prepare() throws IOException {
    Files.writeString(work.resolve(CONFIGURATION), TEXT);
  }

  /** Makes a key. */
  void key(Path file) throws IOException {
    openssl.run(
        work,
        "genpkey",
        "-algorithm",
        "EC",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-out",
        file.toString());
  }

  /** Makes its own key and certificate. */
  void found(String name, int days) throws IOException {
    key(key);
    openssl.run(
        work,
        "req",
        "-config",
        CONFIGURATION,
        "-new",
        "-x509",
        "-sha256",
        "-extensions",
        "authority",
        "-key",
        key.toString(),
        "-subj",
        "/CN=" + name,
        "-days",
        Integer.toString(days),
        "-out",
        certificate.toString());
  }

  /** Makes a key and a certificate for a name that needs no quoting. */
  void issue(String name, String kind, int days, Path newKey, Path newCertificate)
      throws IOException {
    key(newKey);
    openssl.run(
        work,
        "req",
        "-config",
        CONFIGURATION,
        "-new",
        "-key",
        newKey.toString(),
        "-subj",
        "/CN=" + name,
        "-out",
        "request.pem");
    authority(
        "-notext",
        "-extensions",
        kind,
        "-days",
        Integer.toString(days),
        "-in",
        "request.pem",
        "-outdir",
        ".",
        "-out",
        newCertificate.toString());
  }

  /** Takes back a certificate; the list does not have it yet. */
  void revoke(Path old) throws IOException {
    authority("-revoke", old.toString());
  }

  /** Writes the list of the certificates that are taken back. */
  void list(Path file, int days) throws IOException {
    authority("-gencrl", "-crldays", Integer.toString(days), "-out", file.toString());
  }

  private void authority(String... what) throws IOException {
    String[] always = {
      "ca",
      "-batch",
      "-config",
      CONFIGURATION,
      "-cert",
      certificate.toString(),
      "-keyfile",
      key.toString()
    };
    String[] all = new String[always.length + what.length];
    System.arraycopy(always, 0, all, 0, always.length);
    System.arraycopy(what, 0, all, always.length, what.length);
    openssl.run(work, all);
  }
}
