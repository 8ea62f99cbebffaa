package org.labwall.pki;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.labwall.backend.OutputLock;
import org.labwall.diagnostic.Similar;

/**
 * The keys and certificates of a VPN: an authority of its own, the servers, the clients, and the
 * list of those that are revoked.
 *
 * <p>Nothing that is there is overwritten, a command that is interrupted changes nothing, and of
 * two at once the second waits. The directory is for its owner alone, and so is each key in it.
 */
public final class Pki {
  /** How long the authority lasts, and its list: one that has expired keeps every client out. */
  public static final int AUTHORITY_DAYS = 3650;

  /** How long the others last where nothing is said. */
  public static final int DAYS = 825;

  private final PkiDirectory files;

  private Pki(PkiDirectory files) {
    this.files = files;
  }

  /** What a certificate is for. */
  public enum Kind {
    SERVER,
    CLIENT
  }

  /** The keys and certificates in a directory. */
  public static Pki in(Path directory) {
    return new Pki(new PkiDirectory(directory));
  }

  /** Makes an authority, the servers' key for the control channel, and a list that is empty yet. */
  public void found() throws IOException {
    Path directory = files.path().toAbsolutePath().normalize();
    Files.createDirectories(parent(directory));
    try (OutputLock lock = lock(directory)) {
      if (!isFree(directory)) {
        throw new PkiException(
            "`" + files.path() + "` is there already, and is not overwritten.",
            "Name another directory with `--pki`.");
      }
      Path aside = directory.resolveSibling("." + directory.getFileName() + ".labwall-pki");
      Changes.erase(aside);
      try {
        found(aside.resolve("work"), new PkiDirectory(aside.resolve("pki")));
        Files.move(aside.resolve("pki"), directory, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Changes.erase(aside);
      }
    }
  }

  private static void found(Path work, PkiDirectory fresh) throws IOException {
    Changes.makePrivate(work);
    Changes.makePrivate(fresh.path());
    Authority authority =
        new Authority(Tool.find("openssl"), work, fresh.authority(), fresh.authorityKey());
    authority.prepare();
    Files.writeString(work.resolve(Authority.INDEX), "");
    Files.writeString(work.resolve(Authority.LIST_NUMBER), "01\n");
    authority.found("VPN CA " + HexFormat.of().toHexDigits(new Random().nextInt()), AUTHORITY_DAYS);
    authority.list(fresh.list(), AUTHORITY_DAYS);
    Tool.find("openvpn")
        .run(work, "--genkey", "tls-crypt-v2-server", fresh.serverControlKey().toString());
    keepBooks(work, fresh.path());
    closeKeys(fresh.path());
  }

  private static boolean isFree(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.findAny().isEmpty();
    }
  }

  /** Issues certificates with their keys, all of them or none. */
  public void issue(Kind kind, List<String> names, int days) throws IOException {
    names.forEach(PkiDirectory::checkName);
    change(
        (authority, changes) -> {
          for (String name : names) {
            issue(kind, name, days, authority, changes);
          }
        });
  }

  private void issue(Kind kind, String name, int days, Authority authority, Changes changes)
      throws IOException {
    PkiDirectory fresh = new PkiDirectory(changes.fresh());
    for (PkiDirectory each : List.of(files, fresh)) {
      for (Path file : List.of(each.certificate(name), each.key(name), each.controlKey(name))) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          throw new PkiException(
              "`" + file.getFileName() + "` is there already, and is not overwritten.",
              "`labwall vpn pki revoke " + name + "` makes room for another.");
        }
      }
    }
    authority.issue(
        name,
        kind == Kind.SERVER ? "server" : "client",
        days,
        fresh.key(name),
        fresh.certificate(name));
    if (kind == Kind.CLIENT) {
      Tool.find("openvpn")
          .run(
              changes.work(),
              "--tls-crypt-v2",
              files.serverControlKey().toAbsolutePath().toString(),
              "--genkey",
              "tls-crypt-v2-client",
              fresh.controlKey(name).toString());
    }
  }

  /** Takes back the certificate of that name, renews the list, and removes the keys. */
  public void revoke(String name) throws IOException {
    change(
        (authority, changes) -> {
          CertificateIndex index = CertificateIndex.parse(Files.readString(files.index()));
          Optional<CertificateIndex.Entry> entry = index.valid(name);
          if (entry.isEmpty()) {
            throw new PkiException(
                "No valid certificate is called `" + name + "`.",
                Similar.hint(name, index.validNames()));
          }
          Path certificate = files.certificate(name).toAbsolutePath();
          Path kept = changes.fresh().resolve("revoked");
          Changes.makePrivate(kept);
          Files.copy(certificate, kept.resolve(name + "-" + entry.get().serial() + ".crt"));
          authority.revoke(certificate);
          authority.list(new PkiDirectory(changes.fresh()).list(), AUTHORITY_DAYS);
          for (Path file :
              List.of(files.certificate(name), files.key(name), files.controlKey(name))) {
            changes.remove(file.getFileName().toString());
          }
        });
  }

  /** Renews the list of revoked certificates. */
  public void renewList(int days) throws IOException {
    change((authority, changes) -> authority.list(new PkiDirectory(changes.fresh()).list(), days));
  }

  /** What becomes of the directory in one step. */
  private interface Step {
    void take(Authority authority, Changes changes) throws IOException;
  }

  private void change(Step step) throws IOException {
    files.check();
    Path directory = files.path().toRealPath();
    try (OutputLock lock = lock(directory);
        Changes changes = Changes.of(directory)) {
      for (String book : List.of(Authority.INDEX, Authority.LIST_NUMBER)) {
        Files.copy(directory.resolve(book), changes.work().resolve(book));
      }
      Files.writeString(
          changes.work().resolve(Authority.INDEX + ".attr"), "unique_subject = yes\n");
      PkiDirectory real = new PkiDirectory(directory);
      Authority authority =
          new Authority(
              Tool.find("openssl"), changes.work(), real.authority(), real.authorityKey());
      authority.prepare();
      step.take(authority, changes);
      keepBooks(changes.work(), changes.fresh());
      closeKeys(changes.fresh());
      changes.commit();
    } catch (FileAlreadyExistsException unforeseen) {
      throw new PkiException("`" + unforeseen.getFile() + "` is there already.");
    } catch (FileSystemException failure) {
      String reason = Optional.ofNullable(failure.getReason()).orElse("no access");
      throw new PkiException("Cannot change `" + failure.getFile() + "`: " + reason + ".");
    }
  }

  private static void keepBooks(Path work, Path fresh) throws IOException {
    for (String book : List.of(Authority.INDEX, Authority.LIST_NUMBER)) {
      Files.copy(work.resolve(book), fresh.resolve(book));
    }
  }

  /**
   * They lie in a directory that is closed to others, and shall be closed where they are copied.
   */
  private static void closeKeys(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      for (Path file : all.filter(it -> it.toString().endsWith(".key")).toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  private static OutputLock lock(Path directory) throws IOException {
    return OutputLock.take(
        directory.resolveSibling("." + directory.getFileName() + ".labwall-lock"));
  }

  private static Path parent(Path directory) {
    return Optional.ofNullable(directory.getParent())
        .orElseThrow(() -> new PkiException("`" + directory + "` is no place for keys."));
  }
}
