package org.labwall.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.labwall.backend.PrivateFile;

/** The options of a client with all its keys inside: one file, which OpenVPN's programs import. */
public final class ClientFile {
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";
  private static final String CONTROL_KEY = "OpenVPN tls-crypt-v2 client key";

  private final PkiDirectory keys;
  private final String user;

  private ClientFile(PkiDirectory keys, String user) {
    this.keys = keys;
    this.user = user;
  }

  /** The options with the keys of a user in the places of the files that they name. */
  public static String of(String options, Path directory, String user) throws IOException {
    PkiDirectory keys = new PkiDirectory(directory);
    keys.check();
    return new ClientFile(keys, user).filled(options);
  }

  private String filled(String options) throws IOException {
    Map<String, String> inside =
        Map.of(
            "ca", pem(keys.authority(), CERTIFICATE),
            "cert", pem(keys.certificate(user), CERTIFICATE),
            "key", pem(closed(keys.key(user)), KEY),
            "tls-crypt-v2", pem(closed(keys.controlKey(user)), CONTROL_KEY));
    StringBuilder out = new StringBuilder();
    for (String line : options.lines().toList()) {
      String option = line.replaceFirst(" .*", "");
      String content = inside.get(option);
      out.append(
          content == null ? line + "\n" : "<%1$s>\n%2$s</%1$s>\n".formatted(option, content));
    }
    return out.toString();
  }

  /** A file that nobody but its owner may read. */
  private Path closed(Path file) throws IOException {
    try {
      if (PrivateFile.is(file)) {
        return file;
      }
    } catch (NoSuchFileException none) {
      throw missing(file);
    }
    throw new PkiException(
        "Others may read the key `" + file + "`.",
        "`chmod 600 " + file + "` closes it; whoever may have read it can join as this user.");
  }

  /** The parts of one kind in a file, without what people may have written around them. */
  private String pem(Path file, String kind) throws IOException {
    List<String> parts = new ArrayList<>();
    boolean inside = false;
    for (String line : lines(file)) {
      inside |= line.startsWith("-----BEGIN ") && line.endsWith(kind + "-----");
      if (inside) {
        parts.add(line + "\n");
      }
      inside &= !line.startsWith("-----END ");
    }
    if (parts.isEmpty() || inside) {
      throw new PkiException("`" + file + "` holds no " + kind + " in PEM form.");
    }
    return String.join("", parts);
  }

  private List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException none) {
      throw missing(file);
    }
  }

  private PkiException missing(Path file) {
    return new PkiException(
        "There is no file `" + file + "`.",
        "`labwall vpn pki client " + user + " --pki " + keys.path() + "` makes it.");
  }
}
