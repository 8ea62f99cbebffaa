package org.labwall.lab.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.labwall.lab.LabException;

/**
 * A disc that boots an image by GRUB: a CD, or a USB stick to which the file is written as it is.
 * Machines with a BIOS boot it, and those with UEFI where GRUB's part for them is installed.
 */
public final class BootDisc {
  private static final String MENU =
      """
      linux /boot/vmlinuz quiet panic=30 console=tty0%s
      initrd /boot/image
      boot
      """;

  private static final Path EFI = Path.of("/usr/lib/grub/x86_64-efi");
  private static final List<Path> PLATFORMS = List.of(Path.of("/usr/lib/grub/i386-pc"), EFI);

  private BootDisc() {}

  /**
   * Writes a disc; what was there before is replaced at the end.
   *
   * @param compressed whether the image on it is
   * @param words more words for the kernel's command line
   */
  public static void write(
      Path file, BootImage image, boolean compressed, BootKernel kernel, String words)
      throws IOException {
    check();
    Path scratch = Files.createTempDirectory("labwall");
    Path next = file.resolveSibling("." + file.getFileName() + ".labwall-new");
    try {
      Path boot = Files.createDirectories(scratch.resolve("boot/grub"));
      String menu = MENU.formatted(words.isEmpty() ? "" : " " + words);
      Files.writeString(boot.resolve("grub.cfg"), menu);
      Files.copy(kernel.image(), boot.resolveSibling("vmlinuz"));
      image.write(boot.resolveSibling("image"), compressed);
      make(next, scratch);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
      delete(scratch);
    }
  }

  private static void check() {
    Map<String, String> missing = new LinkedHashMap<>();
    missing.put("grub-mkrescue", "grub-common");
    missing.put("xorriso", "xorriso");
    if (Files.exists(EFI)) {
      missing.put("mformat", "mtools");
    }
    missing.keySet().removeIf(it -> DebianFiles.program(it).isPresent());
    if (PLATFORMS.stream().noneMatch(Files::exists)) {
      missing.put(PLATFORMS.get(0).toString(), "grub-pc-bin");
    }
    DebianFiles.check(missing);
  }

  private static void make(Path file, Path tree) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                DebianFiles.program("grub-mkrescue").orElseThrow().toString(),
                "--output=" + file.toAbsolutePath(),
                "--locales=",
                "--fonts=",
                "--themes=",
                tree.toString()));
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.onExit().thenApply(it -> it.exitValue() == 0).join()) {
      String last = said.lines().reduce((before, line) -> line).orElse("nothing.");
      throw new LabException("`grub-mkrescue` could not make the disc.", "It said: " + last);
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
