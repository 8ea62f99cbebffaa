package org.labwall.lab.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** The options that all machines have in common. */
  static List<String> common() {
    return List.of(
        "-m", MEMORY, "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none");
  }

  /**
   * The machine of a router in a lab, without what a router does not need; the files by which one
   * talks to it lie in {@code place}.
   */
  public static List<String> machine(String name, Accelerator accelerator, Path place) {
    List<String> options = new ArrayList<>(List.of(PROGRAM, "-name", name));
    options.addAll(accelerator.options());
    options.addAll(List.of("-machine", "q35,hpet=off,usb=off,sata=off,smbus=off"));
    options.addAll(common());
    options.addAll(List.of("-pidfile", place.resolve("init").toString(), "-serial", "stdio"));
    options.addAll(List.of("-qmp", "unix:" + monitor(place) + ",server=on,wait=off"));
    options.addAll(List.of("-device", "virtio-serial-pci"));
    for (String pipe : List.of("agent0", "agent1", "agent2", "control", "terminal")) {
      options.addAll(List.of("-chardev", "pipe,id=" + pipe + ",path=" + place.resolve(pipe)));
      options.addAll(List.of("-device", "virtconsole,chardev=" + pipe));
    }
    return options;
  }

  /** The socket of a machine's monitor. */
  public static Path monitor(Path place) {
    return place.resolve("qmp.sock");
  }

  /** The name by which the monitor knows the card on a port. */
  public static String card(SwitchPort port) {
    return "card" + port.number();
  }

  /** What a machine with these cards boots. */
  public static List<String> boot(Path kernel, Path image, List<SwitchPort> ports) {
    return List.of(
        "-kernel",
        kernel.toString(),
        "-initrd",
        image.toString(),
        "-append",
        PARAMETERS + FAST + names(ports));
  }

  /** The network cards of a router, each on its port of the switch whose socket is {@code sock}. */
  public static List<String> cards(List<SwitchPort> ports, String sock) {
    List<String> options = new ArrayList<>();
    for (SwitchPort port : ports) {
      String id = "port" + port.number();
      options.add("-netdev");
      options.add("vde,id=%s,sock=%s,port=%d".formatted(id, sock, port.number()));
      options.add("-device");
      options.add(
          "virtio-net-pci,id=%s,netdev=%s,mac=%s,romfile=".formatted(card(port), id, port.mac()));
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
