package org.labwall.lab.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.labwall.lab.LabException;

/** The modules of a kernel that an image takes along, and the tables that modprobe(8) reads. */
final class KernelModules {
  private static final String SUFFIX = ".ko";

  /** What a router needs of the network, wherever it runs. */
  private static final List<String> DIRECTORIES =
      List.of(
          "kernel/net/802",
          "kernel/net/8021q",
          "kernel/net/bridge",
          "kernel/net/ipv4",
          "kernel/net/ipv6",
          "kernel/net/llc",
          "kernel/net/netfilter",
          "kernel/drivers/net/bonding");

  /** Single ones: devices that interfaces(5) and keepalived make, and the cards of QEMU. */
  private static final List<String> SINGLE =
      List.of(
          "af_packet",
          "crc32c_generic",
          "dummy",
          "e1000",
          "e1000e",
          "macvlan",
          "tun",
          "veth",
          "virtio_console",
          "virtio_net",
          "virtio_pci",
          "wireguard");

  private final Path directory;
  private final SortedMap<String, String> paths = new TreeMap<>();
  private final SortedMap<String, KernelModule> taken = new TreeMap<>();

  private KernelModules(Path directory) throws IOException {
    this.directory = directory;
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .map(it -> directory.relativize(it).toString())
          .filter(it -> it.endsWith(SUFFIX))
          .forEach(it -> paths.put(name(it), it));
    }
  }

  /** Takes what routers need of a kernel, and {@code more}. */
  static KernelModules of(BootKernel kernel, Collection<String> more) throws IOException {
    KernelModules modules = new KernelModules(kernel.modules());
    for (Map.Entry<String, String> module : modules.paths.entrySet()) {
      String path = module.getValue();
      if (DIRECTORIES.stream().anyMatch(it -> path.startsWith(it + "/"))) {
        modules.take(module.getKey());
      }
    }
    for (String name : SINGLE) {
      modules.take(name);
    }
    for (String name : more) {
      if (!modules.take(KernelModule.canonical(name))) {
        throw new LabException("The kernel " + kernel.release() + " has no module `" + name + "`.");
      }
    }
    return modules;
  }

  private static String name(String path) {
    return KernelModule.canonical(
        path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length()));
  }

  /** Takes a module and all that it needs, unless the kernel has it built in. */
  private boolean take(String name) throws IOException {
    String path = paths.get(name);
    if (path != null && !taken.containsKey(name)) {
      KernelModule module = KernelModule.read(directory, path);
      taken.put(name, module);
      for (String needed : module.needs()) {
        take(needed);
      }
    }
    return path != null;
  }

  /** Puts the modules and their tables into {@code root}. */
  void into(RootTree root, String release) throws IOException {
    String place = "usr/lib/modules/" + release + "/";
    StringBuilder aliases = new StringBuilder();
    StringBuilder softDependencies = new StringBuilder();
    StringBuilder dependencies = new StringBuilder();
    for (KernelModule module : taken.values()) {
      root.copy(place + module.path(), directory.resolve(module.path()));
      module.aliases().forEach(it -> aliases.append(line("alias", it, module.name())));
      module
          .softDependencies()
          .forEach(it -> softDependencies.append(line("softdep", module.name(), it)));
      dependencies.append(module.path()).append(':');
      needs(module).forEach(it -> dependencies.append(' ').append(it.path()));
      dependencies.append('\n');
    }
    root.text(place + "modules.alias", aliases.toString(), false);
    root.text(place + "modules.softdep", softDependencies.toString(), false);
    root.text(place + "modules.dep", dependencies.toString(), false);
    root.text(place + "modules.symbols", "", false);
    Path builtin = directory.resolve("modules.builtin");
    if (Files.exists(builtin)) {
      root.copy(place + "modules.builtin", builtin);
    }
  }

  private static String line(String... words) {
    return String.join(" ", words) + "\n";
  }

  /** All modules that one needs, each before those that it needs itself. */
  private List<KernelModule> needs(KernelModule module) {
    Set<KernelModule> deepestFirst = new LinkedHashSet<>();
    collect(module, deepestFirst);
    deepestFirst.remove(module);
    return new ArrayList<>(deepestFirst).reversed();
  }

  private void collect(KernelModule module, Set<KernelModule> deepestFirst) {
    for (String name : module.needs()) {
      Optional.ofNullable(taken.get(name)).ifPresent(it -> collect(it, deepestFirst));
    }
    deepestFirst.add(module);
  }
}
