package org.labwall.lab.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.labwall.lab.vm.SwitchPlan.SwitchPort;

/** The command line of QEMU for a router. */
public final class Qemu {
  /** The program. */
  public static final String PROGRAM = "qemu-system-x86_64";

  /** What the kernel is told of every machine. */
  static final String PARAMETERS = "console=ttyS0 quiet panic=-1 net.ifnames=0";

  /**
   * What makes a start fast where there is no KVM: one address space for all processes, so that
   * what was translated once serves all of them, and no tests of what works.
   */
  static final String FAST =
      " mitigations=off nokaslr norandmaps no_timer_check cryptomgr.notests random.trust_cpu=on";

  private static final String MEMORY = "256";

  private Qemu() {}

  /** How a machine's instructions are carried out. */
  public enum Accelerator {
    /** By the processor. */
    KVM("host"),
    /** By translation, for a processor without what is slow to translate. */
    TCG("Nehalem");

    private final String processor;

    Accelerator(String processor) {
      this.processor = processor;
    }

    /** The options that choose it. */
    List<String> options() {
      return List.of("-accel", name().toLowerCase(Locale.ROOT), "-cpu", processor);
    }
  }

  /** The options that all machines have in common. */
  static List<String> common() {
    return List.of(
        "-m", MEMORY, "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none");
  }

  /** The network cards of a router, each on its port of the switch whose socket is {@code sock}. */
  static List<String> cards(List<SwitchPort> ports, String sock) {
    List<String> options = new ArrayList<>();
    for (SwitchPort port : ports) {
      String id = "port" + port.number();
      options.add("-netdev");
      options.add("vde,id=%s,sock=%s,port=%d".formatted(id, sock, port.number()));
      options.add("-device");
      options.add(
          "virtio-net-pci,id=card%d,netdev=%s,mac=%s,romfile="
              .formatted(port.number(), id, port.mac()));
    }
    return options;
  }

  /** What names the cards as the source does, for the kernel's command line. */
  static String names(List<SwitchPort> ports) {
    StringBuilder text = new StringBuilder();
    ports.forEach(
        it -> text.append(" labwall.nic=").append(it.device()).append(',').append(it.mac()));
    return text.toString();
  }
}
