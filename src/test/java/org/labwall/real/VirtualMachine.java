package org.labwall.real;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import org.labwall.lab.LabException;
import org.labwall.lab.image.BootKernel;

/** Virtual machines that run a kernel of Debian. */
public final class VirtualMachine {
  private VirtualMachine() {}

  /** Skips the test, with the reason, unless routers can be such. */
  public static void assumeUsable() throws IOException {
    Namespace.assumeUsable(
        "ip",
        "keepalived",
        "iptables-restore",
        "ifup",
        "qemu-system-x86_64",
        "vde_switch",
        "busybox");
    try {
      BootKernel.find(Path.of("/"), BootKernel.Purpose.VIRTUAL);
    } catch (LabException none) {
      abort(none.diagnostic().message());
    }
  }
}
