package org.labwall.lab.vm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.labwall.backend.OutputFile;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlan.Router;
import org.labwall.lab.vm.SwitchPlan.SwitchPort;

/** The files by which somebody runs a lab of virtual machines himself. */
public final class VdeExport {
  private static final String MACHINE =
      """
      #!/bin/sh
      # Runs %1$s (%2$s) as a virtual machine on the switch of switch.sh, its console here.
      #
      #   %3$s [OPTION]...    further options are QEMU's
      #
      # IMAGE is what this wrote:  labwall image SOURCE --role %1$s -o ../%1$s.img
      # KERNEL boots it; the newest one of this machine where nothing is said.
      # CDROM is booted instead of both, where it is set:  labwall image SOURCE --role %1$s \\
      #   -o ../%1$s.iso --append 'console=ttyS0%8$s'
      # RUN is as for switch.sh.
      # ACCEL=tcg is for where there is a KVM that does not work.
      set -eu
      cd "$(dirname "$0")"
      run=${RUN:-/run/labwall-vde}
      kernel=${KERNEL:-$(find /boot -name 'vmlinuz-*' | sort -V | tail -n 1)}
      image=${IMAGE:-../%1$s.img}

      if [ -n "${CDROM:-}" ]; then
        set -- -cdrom "$CDROM" "$@"
      else
        if [ ! -r "$image" ]; then
          echo "%3$s: no $image: labwall image SOURCE --role %1$s -o $image" >&2
          exit 1
        fi
        set -- -kernel "$kernel" -initrd "$image" "$@" -append \\
          '%4$s'
      fi
      exec %5$s -name %1$s -accel "${ACCEL:-kvm}" -accel tcg -machine q35 \\
        %6$s \\
        -serial mon:stdio \\
      %7$s  "$@"
      """;

  /** Who stands at the ports by which {@code bridge.sh} leads out of a network. */
  private static final String BRIDGE = "--bridge";

  private VdeExport() {}

  /**
   * The files for a lab: those of the switch, of each machine, and of the bridge that leads out.
   */
  public static List<OutputFile> files(LabPlan plan) throws IOException {
    SwitchPlan ports = withBridges(SwitchPlan.of(plan), plan.networks());
    List<OutputFile> files = new ArrayList<>();
    files.add(new OutputFile("switch.rc", String.join("\n", ports.commands()) + "\n"));
    files.add(new OutputFile("ports", table(ports)));
    for (String script : List.of("switch.sh", "bridge.sh")) {
      files.add(OutputFile.executable(script, resource(script)));
    }
    for (Router router : plan.routers()) {
      files.add(OutputFile.executable(script(router), machine(router, ports)));
    }
    return files;
  }

  /** A port more for each network: two that share one do not hear each other. */
  private static SwitchPlan withBridges(SwitchPlan plan, List<String> networks) {
    List<SwitchPort> ports = new ArrayList<>(plan.ports());
    for (String network : networks) {
      OptionalInt vlan = plan.access(network).untagged();
      ports.add(new SwitchPort(ports.size() + 1, BRIDGE, network, "", vlan, List.of()));
    }
    return new SwitchPlan(plan.vlans(), ports);
  }

  /** What hangs on each port. */
  private static String table(SwitchPlan ports) {
    StringBuilder table = new StringBuilder();
    for (SwitchPort port : ports.ports()) {
      String name = port.machine().isEmpty() ? port.device() : port.machine() + ":" + port.device();
      table.append(port.number()).append(' ').append(name);
      port.untagged().ifPresent(it -> table.append(" untagged ").append(it));
      if (!port.tagged().isEmpty()) {
        List<String> tagged = port.tagged().stream().map(String::valueOf).toList();
        table.append(" tagged ").append(String.join(",", tagged));
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static String machine(Router router, SwitchPlan plan) {
    List<SwitchPort> ports = plan.of(router.name());
    StringBuilder cards = new StringBuilder();
    Iterator<String> options = Qemu.cards(ports, "$run/ctl").iterator();
    while (options.hasNext()) {
      cards.append("  %s \"%s\" \\\n".formatted(options.next(), options.next()));
    }
    return MACHINE.formatted(
        router.name(),
        router.hostName(),
        script(router),
        Qemu.PARAMETERS + Qemu.names(ports),
        Qemu.PROGRAM,
        String.join(" ", Qemu.common()),
        cards,
        Qemu.names(ports));
  }

  private static String script(Router router) {
    return "vm-" + router.name() + ".sh";
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = VdeExport.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
