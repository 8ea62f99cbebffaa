package org.labwall.lab;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.backend.PrivateFile;
import org.labwall.lab.LabPlan.Router;
import org.labwall.lab.LabPlan.Station;

/** Makes the machines of a lab: their namespaces, their cables, and what runs in them. */
final class Machines {
  private static final String SHARED_WITH_ALL =
      """
      for file in /proc/sys/net/ipv6/conf/*/%s; do
        [ ! -e "$file" ] || echo %d >"$file"
      done
      """;

  private final LabDirectory directory;
  private final LabPlan plan;
  private final Kernel kernel;
  private final Program program;
  private final Wiring wiring;
  private final Optional<VirtualMachines> virtual;
  private final Map<String, Process> booting = new HashMap<>();

  Machines(LabDirectory directory, LabPlan plan, Kernel kernel, Program program)
      throws IOException {
    this.directory = directory;
    this.plan = plan;
    this.kernel = kernel;
    this.program = program;
    this.virtual = VirtualMachines.of(directory, plan, program);
    this.wiring = new Wiring(virtual.isPresent() ? plan.withoutRouters() : plan, kernel);
  }

  /** Writes the trees of all roles where they are booted from. */
  void write(OutputTree tree) throws IOException {
    for (Router router : plan.routers()) {
      Path place = directory.router(router.name());
      Files.createDirectories(place.resolve("root"));
      String prefix = router.name() + "/";
      Set<String> files = new TreeSet<>();
      for (OutputFile file : tree.files().tailMap(prefix).values()) {
        if (!file.path().startsWith(prefix)) {
          break;
        }
        String path = file.path().substring(prefix.length());
        files.add(path);
        Path target = place.resolve("tree").resolve(path);
        Files.createDirectories(target.resolveSibling(""));
        write(target, file);
      }
      Files.writeString(place.resolve("daemons"), Daemon.table(files));
      try (InputStream boot = Machines.class.getResourceAsStream("boot.sh")) {
        Files.copy(Objects.requireNonNull(boot), place.resolve("boot.sh"));
      }
    }
  }

  /** Writes a file as a target has it, whatever mode files of this process have. */
  private static void write(Path target, OutputFile file) throws IOException {
    if (file.isSecret()) {
      PrivateFile.write(target, file.content().getBytes(StandardCharsets.UTF_8));
    } else {
      Files.writeString(target, file.content());
      String mode = file.executable() ? "rwxr-xr-x" : "rw-r--r--";
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
    }
  }

  /** Makes all namespaces, all switches and all cables. */
  void wire() throws IOException {
    program.run(List.of("ip", "-batch", "-"), wiring.namespaces()).check();
    batch(plan.switchNamespace(), SHARED_WITH_ALL.formatted("disable_ipv6", 1), wiring.switches());
    if (virtual.isPresent()) {
      virtual.get().wire();
    }
  }

  /** Gives a station its addresses and routes. */
  void start(Station station) throws IOException {
    String settings =
        SHARED_WITH_ALL.formatted("accept_dad", 0)
            + "echo 1 >/proc/sys/net/ipv4/ip_nonlocal_bind\n"
            // Whoever answers for all addresses must not be slow to say that a port is closed.
            + "echo 0 >/proc/sys/net/ipv4/icmp_ratelimit\n";
    batch(plan.namespace(station.name()), settings, Wiring.station(station));
    if (!station.leases().isEmpty()) {
      giveOut(station);
    }
  }

  /** Starts what gives out the addresses of a provider; it returns once it listens. */
  private void giveOut(Station station) throws IOException {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec"));
    words.addAll(List.of(plan.namespace(station.name()), "dnsmasq", "--conf-file=/dev/null"));
    words.addAll(List.of("--port=0", "--interface=" + station.plugs().get(0).device()));
    words.addAll(List.of("--dhcp-authoritative", "--no-ping", "--leasefile-ro", "--user=root"));
    words.addAll(List.of("--pid-file", "--log-facility=/dev/null"));
    words.add("--dhcp-range=" + station.leases().get(0).address() + ",static,255.255.255.0,1h");
    station
        .leases()
        .forEach(it -> words.add("--dhcp-host=" + it.mac() + "," + it.address() + ",1h"));
    program.run(words, "").check();
  }

  /** Runs commands of ip(8) in a namespace, after {@code settings}, which are a shell's. */
  private void batch(String namespace, String settings, String commands) throws IOException {
    Program.Result result =
        program.run(
            List.of(
                "nsenter",
                "--net=" + Remains.NAMESPACES.resolve(namespace),
                "sh",
                "-c",
                settings + "exec ip -batch -"),
            commands);
    if (result.status() != 0) {
      throw new LabException(
          "`ip` could not make all of the namespace `" + namespace + "`.",
          Words.last(result.output()));
    }
  }

  /** Starts a router; {@link #await} waits for it. */
  void boot(Router router) throws IOException {
    Path place = directory.router(router.name());
    for (String old : List.of("failed", "booted", "control", "init")) {
      Files.deleteIfExists(place.resolve(old));
    }
    for (Daemon daemon : new RunningRouter(directory, router.name()).daemons()) {
      Files.deleteIfExists(place.resolve(daemon.word() + ".exit"));
    }
    booting.put(
        router.name(),
        program.start(
            virtual.isPresent() ? virtual.get().boot(router) : namespaces(router, place)));
  }

  /** A process that boots a router in namespaces of its own. */
  private ProcessBuilder namespaces(Router router, Path place) {
    ProcessBuilder builder =
        program.builder(
            List.of(
                "setsid",
                "nsenter",
                "--net=" + Remains.NAMESPACES.resolve(plan.namespace(router.name())),
                "unshare",
                "--mount",
                "--uts",
                "--ipc",
                "--pid",
                "--fork",
                "--kill-child",
                "sh",
                place.resolve("boot.sh").toString(),
                "enter",
                place.toString(),
                router.hostName(),
                String.join(" ", kernel.hooks())));
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(place.resolve("boot.log").toFile());
    return builder;
  }

  /** Waits until a router has booted, and each of its daemons works. */
  void await(Router router) throws IOException {
    Path place = directory.router(router.name());
    Process process = Objects.requireNonNull(booting.get(router.name()));
    while (!Files.exists(place.resolve("booted"))) {
      if (!process.isAlive()) {
        String step = LabDirectory.read(place.resolve("failed")).orElse("it ended").strip();
        throw new LabException(
            "`" + router.name() + "` does not boot: " + step + ".",
            Words.last(LabDirectory.read(place.resolve("boot.log")).orElse("")));
      }
      Remains.pause();
    }
    RunningRouter running = new RunningRouter(directory, router.name());
    for (Daemon daemon : running.daemons()) {
      running.await(daemon);
    }
  }

  /** Whether a router has an interface of that name with cables of its own. */
  boolean hasCables(Router router, String device) {
    return virtual
        .map(it -> !it.cards(router, Optional.of(device)).isEmpty())
        .orElseGet(() -> !wiring.cables(router, device).isEmpty());
  }

  /**
   * Cuts the cables that an interface of a router hangs on, or all where none is named, or mends
   * them.
   */
  void setCables(Router router, Optional<String> device, boolean up) throws IOException {
    if (virtual.isPresent()) {
      virtual.get().setLinks(router, device, up);
      return;
    }
    List<Wiring.Cable> cables =
        device.isPresent() ? wiring.cables(router, device.get()) : wiring.cables(router.name());
    StringBuilder batch = new StringBuilder();
    cables.forEach(it -> batch.append("link set %s %s\n".formatted(it.end(), up ? "up" : "down")));
    batch(plan.switchNamespace(), "", batch.toString());
  }

  /** Removes a router, its files apart, and makes it anew. */
  void replace(Router router) throws IOException {
    if (virtual.isPresent()) {
      return;
    }
    StringBuilder batch = new StringBuilder();
    wiring.cables(router.name()).forEach(it -> batch.append("link del %s\n".formatted(it.end())));
    batch(plan.switchNamespace(), "", batch.toString());
    String name = plan.namespace(router.name());
    program
        .run(List.of("ip", "-batch", "-"), "netns del %s\nnetns add %s\n".formatted(name, name))
        .check();
    batch(plan.switchNamespace(), "", wiring.lay(router.name()));
  }

  /** The routers, where they are virtual machines. */
  Optional<VirtualMachines> virtual() {
    return virtual;
  }
}
