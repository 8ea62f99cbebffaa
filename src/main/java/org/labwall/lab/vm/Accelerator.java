package org.labwall.lab.vm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How the instructions of virtual machines are carried out. */
public enum Accelerator {
  /** By the processor. */
  KVM("host"),
  /** By translation, for a processor without what is slow to translate. */
  TCG("Nehalem");

  private static final Path DEVICE = Path.of("/dev/kvm");
  private static final int PATIENCE_MILLIS = 2000;
  private static final int PAUSE_MILLIS = 20;

  private final String processor;

  Accelerator(String processor) {
    this.processor = processor;
  }

  /** The options that choose it. */
  List<String> options() {
    return List.of("-accel", name().toLowerCase(Locale.ROOT), "-cpu", processor);
  }

  /**
   * The one that works here. Not every {@code /dev/kvm} runs a kernel: where machines are virtual
   * themselves some say nothing for ever. So a kernel is booted until its first word.
   */
  public static Accelerator probe(Path kernel) throws IOException {
    return Files.isWritable(DEVICE) && speaks(kernel) ? KVM : TCG;
  }

  private static boolean speaks(Path kernel) throws IOException {
    List<String> words = new ArrayList<>(List.of(Qemu.PROGRAM));
    words.addAll(KVM.options());
    words.addAll(Qemu.common());
    words.addAll(List.of("-serial", "stdio", "-kernel", kernel.toString()));
    words.addAll(List.of("-append", "console=ttyS0 earlyprintk=ttyS0 panic=-1"));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      StringBuilder said = new StringBuilder();
      for (int waited = 0; waited < PATIENCE_MILLIS; waited += PAUSE_MILLIS) {
        boolean ended = process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        said.append(new String(out.readNBytes(out.available()), StandardCharsets.ISO_8859_1));
        if (said.indexOf("Linux version") >= 0) {
          return true;
        }
        if (ended) {
          return false;
        }
      }
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    } finally {
      process.destroyForcibly();
    }
  }
}
