package org.labwall.lab.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.labwall.lab.LabException;
import org.labwall.lab.image.BootKernel.Purpose;

class BootKernelTest {
  private final Path root = Jimfs.newFileSystem(Configuration.unix()).getPath("/");

  @Test
  void theNewestWithModulesIsTaken() throws IOException {
    install("6.1.0-9-amd64", true);
    install("6.1.0-56-amd64", true);
    install("6.12.0-1-amd64", false);
    BootKernel found = BootKernel.find(root, Purpose.HARDWARE);
    assertEquals("6.1.0-56-amd64", found.release());
    assertEquals(root.resolve("boot/vmlinuz-6.1.0-56-amd64"), found.image());
    assertEquals(root.resolve("lib/modules/6.1.0-56-amd64"), found.modules());
  }

  @Test
  void virtualMachinesPreferTheOneForThem() throws IOException {
    install("6.1.0-56-amd64", true);
    install("6.1.0-9-cloud-amd64", true);
    assertEquals("6.1.0-9-cloud-amd64", BootKernel.find(root, Purpose.VIRTUAL).release());
    assertEquals("6.1.0-56-amd64", BootKernel.find(root, Purpose.HARDWARE).release());
  }

  @Test
  void whereThereIsNoneThePackageIsNamed() {
    LabException none =
        assertThrows(LabException.class, () -> BootKernel.find(root, Purpose.VIRTUAL));
    assertTrue(none.diagnostic().hint().orElse("").contains("linux-image-cloud-amd64"));
    LabException elsewhere =
        assertThrows(
            LabException.class, () -> BootKernel.find(root.resolve("cache"), Purpose.VIRTUAL));
    assertEquals(
        "There is no kernel with its modules below `/cache`.", elsewhere.diagnostic().message());
  }

  private void install(String release, boolean modules) throws IOException {
    Files.createDirectories(root.resolve("boot"));
    Files.writeString(root.resolve("boot/vmlinuz-" + release), "");
    if (modules) {
      Files.createDirectories(root.resolve("lib/modules").resolve(release));
    }
  }
}
