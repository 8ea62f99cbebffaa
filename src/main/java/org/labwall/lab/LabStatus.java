package org.labwall.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labwall.lab.LabPlan.Election;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Router;

/**
 * What the machines of a lab do at one moment.
 *
 * @param elections the virtual routers
 * @param routers the machines of the site
 */
public record LabStatus(List<ElectionStatus> elections, List<RouterStatus> routers) {
  private static final Pattern ADDRESS =
      Pattern.compile("^\\d+: (\\S+) +inet6? (\\S+)", Pattern.MULTILINE);
  private static final Pattern POLICY =
      Pattern.compile("Chain (INPUT|FORWARD|OUTPUT) \\(policy DROP (\\d+) packets");

  public LabStatus {
    elections = List.copyOf(elections);
    routers = List.copyOf(routers);
  }

  /**
   * A virtual router.
   *
   * @param election what it is
   * @param states the state of each role that keepalived told of: MASTER, BACKUP or FAULT
   */
  public record ElectionStatus(Election election, Map<String, String> states) {
    /** Who is master; one role where all is well. */
    public List<String> masters() {
      return states.keySet().stream().filter(it -> "MASTER".equals(states.get(it))).toList();
    }
  }

  /**
   * A router.
   *
   * @param router what it is
   * @param on whether it runs
   * @param failures what was done to it
   * @param daemons its daemons, and whether each works
   * @param interfaces its interfaces
   * @param dropped how many packets no rule let pass, by the kernel's chain; with iptables only
   */
  public record RouterStatus(
      Router router,
      boolean on,
      List<Failure> failures,
      Map<String, Boolean> daemons,
      List<InterfaceStatus> interfaces,
      Map<String, Long> dropped) {}

  /**
   * An interface of a router.
   *
   * @param name its name
   * @param state as the kernel says: {@code up}, {@code down} …
   * @param addresses its addresses, the link-local ones of the kernel's own apart
   * @param received how many packets came in
   * @param sent how many packets went out
   */
  public record InterfaceStatus(
      String name, String state, List<String> addresses, long received, long sent) {}

  static LabStatus of(LabDirectory directory, LabPlan plan) throws IOException {
    List<ElectionStatus> elections = elections(directory, plan);
    List<RouterStatus> routers = new ArrayList<>();
    for (Router router : plan.routers()) {
      routers.add(router(directory, plan, router));
    }
    return new LabStatus(elections, routers);
  }

  /** The virtual routers alone. */
  static List<ElectionStatus> elections(LabDirectory directory, LabPlan plan) throws IOException {
    List<ElectionStatus> elections = new ArrayList<>();
    for (Election election : plan.elections()) {
      Map<String, String> states = new LinkedHashMap<>();
      for (String role : election.roles()) {
        Optional<String> state = new RunningRouter(directory, role).state(election.instance());
        state.ifPresent(it -> states.put(role, it));
      }
      elections.add(new ElectionStatus(election, states));
    }
    return elections;
  }

  private static RouterStatus router(LabDirectory directory, LabPlan plan, Router router)
      throws IOException {
    RunningRouter running = new RunningRouter(directory, router.name());
    Map<String, Boolean> daemons = new LinkedHashMap<>();
    for (Daemon daemon : running.daemons()) {
      daemons.put(daemon.word(), running.works(daemon));
    }
    List<Failure> failures =
        directory.failures().stream().filter(it -> it.role().equals(router.name())).toList();
    OptionalLong init = running.init();
    if (init.isEmpty()) {
      return new RouterStatus(router, false, failures, daemons, List.of(), Map.of());
    }
    Program program = new Program(directory.path());
    String namespace = plan.namespace(router.name());
    String addresses =
        program.run(List.of("ip", "-n", namespace, "-o", "addr", "show"), "").check();
    Path devices =
        Path.of("/proc", String.valueOf(init.getAsLong()), "root", "sys", "class", "net");
    List<InterfaceStatus> interfaces = new ArrayList<>();
    for (Port port : router.ports()) {
      interfaces.add(device(port.name(), devices.resolve(port.name()), addresses));
    }
    return new RouterStatus(
        router, true, failures, daemons, interfaces, dropped(running, namespace, program));
  }

  private static InterfaceStatus device(String name, Path device, String addresses)
      throws IOException {
    List<String> own = new ArrayList<>();
    Matcher matcher = ADDRESS.matcher(addresses);
    while (matcher.find()) {
      if (matcher.group(1).equals(name) && !matcher.group(2).startsWith("fe80::216:3eff:")) {
        own.add(matcher.group(2));
      }
    }
    return new InterfaceStatus(
        name,
        LabDirectory.read(device.resolve("operstate")).orElse("missing").strip(),
        own,
        count(device, "rx_packets"),
        count(device, "tx_packets"));
  }

  private static long count(Path device, String counter) throws IOException {
    return LabDirectory.read(device.resolve("statistics").resolve(counter))
        .map(it -> Long.parseLong(it.strip()))
        .orElse(0L);
  }

  private static Map<String, Long> dropped(RunningRouter router, String namespace, Program program)
      throws IOException {
    Map<String, Long> dropped = new LinkedHashMap<>();
    if (!router.has("etc/iptables/rules.v4")) {
      return dropped;
    }
    for (String iptables : List.of("iptables", "ip6tables")) {
      String list =
          program
              .run(List.of("ip", "netns", "exec", namespace, iptables, "-w", "-nvxL"), "")
              .output();
      Matcher matcher = POLICY.matcher(list);
      while (matcher.find()) {
        dropped.merge(matcher.group(1), Long.parseLong(matcher.group(2)), Long::sum);
      }
    }
    return dropped;
  }
}
