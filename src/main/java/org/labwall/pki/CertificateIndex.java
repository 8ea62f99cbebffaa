package org.labwall.pki;

import java.util.List;
import java.util.Optional;

/**
 * What an authority issued, as openssl-ca(1) keeps it: a line for each certificate, with its state
 * ({@code V}alid, {@code R}evoked, {@code E}xpired), its end, the time of its revocation, its
 * serial number, a word without a meaning, and its subject.
 *
 * @param entries the lines, the oldest first
 */
public record CertificateIndex(List<Entry> entries) {

  /**
   * A certificate.
   *
   * @param valid whether it is not revoked
   * @param serial its serial number, in hex
   * @param name its common name
   */
  public record Entry(boolean valid, String serial, String name) {}

  public CertificateIndex {
    entries = List.copyOf(entries);
  }

  /** The index that openssl wrote. */
  static CertificateIndex parse(String text) {
    return new CertificateIndex(
        text.lines().map(CertificateIndex::entry).flatMap(Optional::stream).toList());
  }

  private static Optional<Entry> entry(String line) {
    String[] fields = line.split("\t", -1);
    return fields.length == 6 && fields[5].startsWith("/CN=")
        ? Optional.of(
            new Entry(!fields[0].equals("R"), fields[3], fields[5].substring("/CN=".length())))
        : Optional.empty();
  }

  /** The names of the certificates that are not revoked. */
  List<String> validNames() {
    return entries.stream().filter(Entry::valid).map(Entry::name).toList();
  }

  /** The certificate of that name that is not revoked. */
  Optional<Entry> valid(String name) {
    return entries.stream().filter(it -> it.valid() && it.name().equals(name)).findFirst();
  }
}
