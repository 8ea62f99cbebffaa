package org.labwall.lab.image;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.labwall.lab.LabException;

/** Copies installed programs, with the libraries that they load, into an image. */
final class DebianFiles {
  private static final List<String> PATH = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");
  private static final Pattern LIBRARY = Pattern.compile("(?m)^\\t(?:.* => )?(/\\S+)");
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  private final RootTree root;
  private final Set<String> binaries = new TreeSet<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  DebianFiles(RootTree root) {
    this.root = root;
  }

  /** Copies all that {@code equipment} asks for; what is not installed, is a complaint. */
  void add(Collection<Equipment> equipment) throws IOException {
    for (Equipment each : equipment) {
      for (String program : each.programs()) {
        add(each, program, program(program));
      }
      for (String file : each.files()) {
        add(each, file, file.startsWith("/") ? Optional.of(Path.of(file)) : extensions(file));
      }
    }
    check(missing);
    libraries();
  }

  /** Complains of what is not installed, each with the package that has it. */
  static void check(Map<String, String> missing) {
    if (!missing.isEmpty()) {
      throw new LabException(
          "Not installed: `" + String.join("`, `", missing.keySet()) + "`.",
          "`apt install " + String.join(" ", new TreeSet<>(missing.values())) + "`.");
    }
  }

  private void add(Equipment equipment, String name, Optional<Path> found) throws IOException {
    if (found.isEmpty() || !Files.exists(found.get())) {
      missing.put(name, equipment.debianPackage());
    } else if (Files.isDirectory(found.get())) {
      try (Stream<Path> files = Files.walk(found.get())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          copy(file);
        }
      }
    } else {
      copy(found.get());
    }
  }

  /** Where a program is installed. */
  static Optional<Path> program(String name) {
    return PATH.stream().map(it -> Path.of(it, name)).filter(Files::isExecutable).findFirst();
  }

  /** A directory of a library's extensions, which lies below that of the architecture. */
  private static Optional<Path> extensions(String name) throws IOException {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu")) {
      for (Path directory : found) {
        if (Files.isDirectory(directory.resolve(name))) {
          return Optional.of(directory.resolve(name));
        }
      }
    }
    return Optional.empty();
  }

  /** Copies a file to its place; where it is a link, so is it there. */
  private void copy(Path file) throws IOException {
    Path real = file.toRealPath();
    String place = RootTree.place(file.toString());
    String realPlace = RootTree.place(real.toString());
    root.copy(realPlace, real);
    if (!place.equals(realPlace)) {
      root.link(place, "/" + realPlace);
    }
    if (isBinary(real)) {
      binaries.add(real.toString());
    }
  }

  private static boolean isBinary(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ELF.length), ELF);
    }
  }

  private void libraries() throws IOException {
    List<String> command = new ArrayList<>(List.of("ldd"));
    command.addAll(binaries);
    String listed = output(command);
    if (listed.contains("=> not found")) {
      throw new LabException("Libraries of installed programs are missing: `ldd` finds them not.");
    }
    for (String library :
        new TreeSet<>(LIBRARY.matcher(listed).results().map(it -> it.group(1)).toList())) {
      // Under the name that programs ask for, whatever the file is called.
      root.copy(library, Path.of(library));
    }
  }

  /** Links all commands of busybox that no program of Debian has taken. */
  void fillGaps() throws IOException {
    for (String applet : output(List.of("busybox", "--list")).lines().toList()) {
      if (PATH.stream().noneMatch(it -> root.has(it + "/" + applet))) {
        root.link("usr/bin/" + applet, "/usr/bin/busybox");
      }
    }
    // Where the kernel calls it.
    root.link("usr/sbin/modprobe", "/usr/bin/busybox");
  }

  private static String output(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    // A static program among others is an error to ldd.
    Process process =
        builder
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
