package org.labwall.lab;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.labwall.backend.OutputTree;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Router;
import org.labwall.lab.image.BootImage;
import org.labwall.lab.image.BootKernel;
import org.labwall.lab.vm.Accelerator;
import org.labwall.lab.vm.Qemu;
import org.labwall.lab.vm.QemuMonitor;
import org.labwall.lab.vm.SwitchPlan;
import org.labwall.lab.vm.SwitchPlan.SwitchPort;
import org.labwall.lab.vm.VdeSwitch;

/**
 * The routers of a lab as virtual machines, on a switch of VDE with 802.1Q. It has an access port
 * for each network, which leads to the bridge where that network's stations are.
 */
final class VirtualMachines {
  /** The file of a lab that says how its machines are run. */
  private static final String FILE = "vm";

  private static final List<String> SCRIPTS = List.of("vm.sh", "exec.sh");

  /** Gives every network a tap of the switch on its bridge. */
  private static final String TAP =
      """
      vde_plug2tap -d -s '%1$s' -p %2$d v%2$d </dev/null >>'%3$s' 2>&1 || exit
      left=100
      until [ -e /sys/class/net/v%2$d ] || [ "$left" = 0 ]; do
        sleep 0.05
        left=$((left - 1))
      done
      ip link set v%2$d master %4$s || exit
      ip link set v%2$d up || exit
      """;

  private final LabDirectory directory;
  private final LabPlan plan;
  private final Program program;
  private final SwitchPlan ports;
  private final Accelerator accelerator;
  private final Path kernel;

  private VirtualMachines(
      LabDirectory directory, LabPlan plan, Program program, Accelerator accelerator, Path kernel) {
    this.directory = directory;
    this.plan = plan;
    this.program = program;
    this.ports = SwitchPlan.of(plan);
    this.accelerator = accelerator;
    this.kernel = kernel;
  }

  /** Those of a lab that has such. */
  static Optional<VirtualMachines> of(LabDirectory directory, LabPlan plan, Program program)
      throws IOException {
    Optional<String> file = directory.read(FILE);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String[] lines = file.get().split("\n", -1);
    return Optional.of(
        new VirtualMachines(
            directory, plan, program, Accelerator.valueOf(lines[0]), Path.of(lines[1])));
  }

  /** Notes that the routers of a lab are virtual machines, and writes what they boot from. */
  static void write(LabDirectory directory, LabPlan plan, OutputTree tree, BootKernel kernel)
      throws IOException {
    Requirements.check(
        Map.of(Qemu.PROGRAM, "qemu-system-x86", "vde_switch", "vde2", "vde_plug2tap", "vde2"));
    Accelerator accelerator = Accelerator.probe(kernel.image());
    directory.write(FILE, accelerator + "\n" + kernel.image() + "\n");
    for (Router router : plan.routers()) {
      Path place = Files.createDirectories(directory.router(router.name()));
      BootImage.of(router.hostName(), tree.below(router.name()), kernel, List.of())
          .write(image(place), false);
      for (String script : SCRIPTS) {
        try (InputStream in = Qemu.class.getResourceAsStream(script)) {
          Files.copy(Objects.requireNonNull(in), place.resolve(script));
        }
      }
    }
  }

  private static Path image(Path place) {
    return place.resolve("image");
  }

  private Path socket() {
    return directory.path().resolve("switch");
  }

  /** Starts the switch, and leads its access ports to the bridges of the networks. */
  void wire() throws IOException {
    Path log = directory.path().resolve("switch.log");
    Path monitor = directory.path().resolve("switch.mgmt");
    // A switch of VDE drops what a machine does not take at once, which is ten frames by default.
    inside("echo 1024 >/proc/sys/net/unix/max_dgram_qlen\n", log);
    String command =
        "vde_switch -d -s '%s' -M '%s' -n %d </dev/null >'%s' 2>&1"
            .formatted(socket(), monitor, ports.size(), log);
    inside(command, log);
    while (!Files.exists(monitor)) {
      Remains.pause();
    }
    try (VdeSwitch vde = new VdeSwitch(monitor)) {
      vde.run(ports.commands());
    }
    StringBuilder taps = new StringBuilder();
    for (String network : plan.networks()) {
      int port = ports.access(network).number();
      taps.append(TAP.formatted(socket(), port, log, plan.bridge(network)));
    }
    inside(taps.toString(), log);
  }

  /** Runs commands of a shell in the namespace of the switches. */
  private void inside(String commands, Path log) throws IOException {
    List<String> shell = List.of("ip", "netns", "exec", plan.switchNamespace(), "sh", "-s");
    Program.Result result = program.run(shell, commands);
    if (result.status() != 0) {
      throw new LabException(
          "The switch of VDE does not start.",
          Words.last(LabDirectory.read(log).orElse("") + result.output()));
    }
  }

  /** A process that is a router, until it loses its power. */
  ProcessBuilder boot(Router router) {
    Path place = directory.router(router.name());
    List<SwitchPort> cards = ports.of(router.name());
    List<String> words = new ArrayList<>(List.of("setsid", "ip", "netns", "exec"));
    words.add(plan.switchNamespace());
    words.addAll(List.of("sh", place.resolve("vm.sh").toString(), place.toString()));
    words.addAll(Qemu.machine(router.name(), accelerator, place));
    words.addAll(Qemu.cards(cards, socket().toString()));
    words.addAll(Qemu.boot(kernel, image(place), cards));
    ProcessBuilder builder = program.builder(words);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(place.resolve("boot.log").toFile()));
    return builder;
  }

  /** What runs a program in a router. */
  List<String> prefix(String role) {
    Path place = directory.router(role);
    return List.of("sh", place.resolve("exec.sh").toString(), place.toString());
  }

  /** The cards that an interface consists of, or all of a router. */
  List<SwitchPort> cards(Router router, Optional<String> device) {
    return ports.of(router.name()).stream()
        .filter(it -> device.isEmpty() || isPartOf(device.get(), it.device(), router))
        .toList();
  }

  /** Gives cards their carrier, or takes it. */
  void setLinks(Router router, Optional<String> device, boolean up) throws IOException {
    try (QemuMonitor monitor = new QemuMonitor(Qemu.monitor(directory.router(router.name())))) {
      for (SwitchPort port : cards(router, device)) {
        monitor.setLink(Qemu.card(port), up);
      }
    }
  }

  private static boolean isPartOf(String device, String card, Router router) {
    return device.equals(card)
        || router.ports().stream()
            .filter(it -> it.name().equals(device))
            .map(Port::members)
            .anyMatch(it -> it.contains(card));
  }

  /** Kills a daemon: children first, for keepalived's would say goodbye when their parent dies. */
  void kill(Router router, Daemon daemon) throws IOException {
    List<String> words = new ArrayList<>(prefix(router.name()));
    words.addAll(
        List.of(
            "sh",
            "-c",
            "kill -9 $(pidof " + daemon.kind().program() + " | tr ' ' '\\n' | sort -rn)"));
    program.run(words, "").check();
  }
}
