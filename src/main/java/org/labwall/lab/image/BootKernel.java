package org.labwall.lab.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.labwall.lab.LabException;

/**
 * A kernel of Debian, as its package lies in the root directory or anywhere else.
 *
 * @param release what {@code uname -r} says of it
 * @param image the file that boots
 * @param modules the directory of its modules
 */
public record BootKernel(String release, Path image, Path modules) {
  private static final String IMAGE = "vmlinuz-";

  /** What a kernel is for. */
  public enum Purpose {
    /** Any machine: the kernel with all drivers is the better one. */
    HARDWARE("linux-image-amd64"),
    /** A virtual machine: the kernel without drivers starts in half the time. */
    VIRTUAL("linux-image-cloud-amd64");

    private final String debianPackage;

    Purpose(String debianPackage) {
      this.debianPackage = debianPackage;
    }

    private boolean suits(BootKernel kernel) {
      return kernel.release.contains("-cloud") == (this == VIRTUAL);
    }
  }

  /**
   * The newest kernel below {@code root}, of those for the purpose if there are any.
   *
   * @param root the root directory, or where a package is unpacked
   */
  public static BootKernel find(Path root, Purpose purpose) throws IOException {
    List<BootKernel> found = new ArrayList<>();
    Path boot = root.resolve("boot");
    if (Files.isDirectory(boot)) {
      try (DirectoryStream<Path> images = Files.newDirectoryStream(boot, IMAGE + "*")) {
        for (Path image : images) {
          String release = image.getFileName().toString().substring(IMAGE.length());
          modules(root, release).ifPresent(it -> found.add(new BootKernel(release, image, it)));
        }
      }
    }
    return found.stream()
        .max(
            Comparator.comparing(purpose::suits)
                .thenComparing(BootKernel::release, BootKernel::compare))
        .orElseThrow(() -> missing(root, purpose));
  }

  private static Optional<Path> modules(Path root, String release) {
    Path modules = root.resolve("lib/modules").resolve(release);
    return Files.isDirectory(modules) ? Optional.of(modules) : Optional.empty();
  }

  private static LabException missing(Path root, Purpose purpose) {
    String name = purpose.debianPackage;
    return root.getNameCount() == 0
        ? new LabException(
            "No kernel of Debian with its modules is installed.",
            "`apt install " + name + "`, or name the directory of one with `--kernel`.")
        : new LabException(
            "There is no kernel with its modules below `" + root + "`.",
            "Unpack a package there: `dpkg -x linux-image-….deb " + root + "`.");
  }

  /** Compares versions: numbers in them as numbers. */
  static int compare(String one, String other) {
    String[] ones = parts(one);
    String[] others = parts(other);
    for (int i = 0; i < Math.min(ones.length, others.length); i++) {
      boolean numbers =
          Character.isDigit(ones[i].charAt(0)) && Character.isDigit(others[i].charAt(0));
      int order =
          numbers && ones[i].length() != others[i].length()
              ? Integer.compare(ones[i].length(), others[i].length())
              : ones[i].compareTo(others[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(ones.length, others.length);
  }

  private static String[] parts(String version) {
    return version.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)", -1);
  }
}
