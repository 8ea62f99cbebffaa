package org.labwall.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keys and certificates for one test, in a directory, by the names that the compiler expects. */
final class Pki {
  private static final String[] EC = {
    "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-batch"
  };

  private final Path directory;

  private Pki(Path directory) {
    this.directory = directory;
  }

  /** A new authority, which has revoked nothing. */
  static Pki in(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Pki pki = new Pki(directory);
    pki.run(
        with(
            EC,
            "openssl req -x509 -days 2 -subj /CN=ca -keyout ca.key -out ca.crt",
            "-addext",
            "basicConstraints=critical,CA:TRUE",
            "-addext",
            "keyUsage=critical,keyCertSign,cRLSign"));
    Files.writeString(directory.resolve("index.txt"), "");
    Files.writeString(
        directory.resolve("ca.cnf"),
        "[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=2\n");
    pki.run("openssl ca -config ca.cnf -gencrl -keyfile ca.key -cert ca.crt -out crl.pem");
    pki.run("openvpn --genkey tls-crypt-v2-server tls-crypt-v2.key");
    return pki;
  }

  /** Makes a server's key and certificate. */
  void server(String name) throws IOException, InterruptedException {
    certificate(name, "serverAuth");
  }

  /** Makes a client's keys and certificate. */
  void client(String name) throws IOException, InterruptedException {
    certificate(name, "clientAuth");
    run(
        "openvpn --tls-crypt-v2 tls-crypt-v2.key --genkey tls-crypt-v2-client "
            + name
            + "-tls-crypt-v2.key");
  }

  Path directory() {
    return directory;
  }

  private void certificate(String name, String usage) throws IOException, InterruptedException {
    run(
        with(
            EC,
            "openssl req -subj /CN=" + name + " -keyout " + name + ".key -out " + name + ".csr"));
    Files.writeString(
        directory.resolve(name + ".ext"),
        "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=" + usage + "\n");
    run(
        "openssl x509 -req -days 2 -CA ca.crt -CAkey ca.key -CAcreateserial -in "
            + "%1$s.csr -out %1$s.crt -extfile %1$s.ext".formatted(name));
  }

  private static String[] with(String[] more, String command, String... last) {
    List<String> all = new ArrayList<>(Arrays.asList(command.split(" ")));
    all.addAll(Arrays.asList(more));
    all.addAll(Arrays.asList(last));
    return all.toArray(String[]::new);
  }

  private void run(String command) throws IOException, InterruptedException {
    run(command.split(" "));
  }

  private void run(String[] command) throws IOException, InterruptedException {
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + "\n" + Files.readString(log));
    }
  }
}
