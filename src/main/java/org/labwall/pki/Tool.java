package org.labwall.pki;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A program of the machine, run without a shell and without anybody to ask. */
record Tool(Path program) {
  private static final List<String> USUAL = List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin");

  /** The program of that name, which a package of Debian has that is called alike. */
  static Tool find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Arrays.stream(path.split(":")), USUAL.stream())
        .filter(it -> it.startsWith("/"))
        .map(it -> Path.of(it, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Tool::new)
        .orElseThrow(
            () ->
                new PkiException(
                    "There is no program `" + name + "`.", "`apt install " + name + "` has it."));
  }

  /** Runs it in a directory; where it fails, what it said last is the reason. */
  void run(Path directory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"));
    // Variables such as OPENSSL_CONF would change what it does.
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("PATH", String.join(":", USUAL));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = waitFor(process);
    if (status != 0) {
      String last = said.lines().filter(it -> !it.isBlank()).reduce("", (one, next) -> next);
      throw new PkiException(
          "`%s %s` ended with status %d.".formatted(program.getFileName(), arguments[0], status),
          last);
    }
  }

  private static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException stop) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }
}
