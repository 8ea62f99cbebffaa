package org.labwall.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  static LabStatus of(Lab lab, LabDirectory directory) throws IOException {
    List<ElectionStatus> elections = elections(directory, lab.plan());
    List<RouterStatus> routers = new ArrayList<>();
    for (Router router : lab.plan().routers()) {
      routers.add(router(lab, directory, router));
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

  private static RouterStatus router(Lab lab, LabDirectory directory, Router router)
      throws IOException {
    RunningRouter running = new RunningRouter(directory, router.name());
    Map<String, Boolean> daemons = new LinkedHashMap<>();
    for (Daemon daemon : running.daemons()) {
      daemons.put(daemon.word(), running.works(daemon));
    }
    List<Failure> failures =
        directory.failures().stream().filter(it -> it.role().equals(router.name())).toList();
    if (running.init().isEmpty()) {
      return new RouterStatus(router, false, failures, daemons, List.of(), Map.of());
    }
    Map<String, JsonObject> devices = new HashMap<>();
    String listed = lab.output(router.name(), List.of("ip", "-json", "-statistics", "addr"));
    for (JsonElement device : JsonParser.parseString(listed).getAsJsonArray()) {
      devices.put(device.getAsJsonObject().get("ifname").getAsString(), device.getAsJsonObject());
    }
    List<InterfaceStatus> interfaces =
        router.ports().stream()
            .map(Port::name)
            .map(
                name ->
                    Optional.ofNullable(devices.get(name))
                        .map(it -> device(name, it))
                        .orElse(new InterfaceStatus(name, "missing", List.of(), 0, 0)))
            .toList();
    return new RouterStatus(
        router, true, failures, daemons, interfaces, dropped(running, lab, router.name()));
  }

  private static InterfaceStatus device(String name, JsonObject device) {
    List<String> own = new ArrayList<>();
    for (JsonElement element : device.getAsJsonArray("addr_info")) {
      JsonObject address = element.getAsJsonObject();
      String local = address.get("local").getAsString();
      if (!local.startsWith("fe80::216:3eff:")) {
        own.add(local + "/" + address.get("prefixlen").getAsInt());
      }
    }
    return new InterfaceStatus(
        name,
        device.get("operstate").getAsString().toLowerCase(Locale.ROOT),
        own,
        packets(device, "rx"),
        packets(device, "tx"));
  }

  private static long packets(JsonObject device, String way) {
    return device.getAsJsonObject("stats64").getAsJsonObject(way).get("packets").getAsLong();
  }

  private static Map<String, Long> dropped(RunningRouter router, Lab lab, String role)
      throws IOException {
    Map<String, Long> dropped = new LinkedHashMap<>();
    if (!router.has("etc/iptables/rules.v4")) {
      return dropped;
    }
    for (String iptables : List.of("iptables", "ip6tables")) {
      String list = lab.output(role, List.of(iptables, "-w", "-nvxL"));
      Matcher matcher = POLICY.matcher(list);
      while (matcher.find()) {
        dropped.merge(matcher.group(1), Long.parseLong(matcher.group(2)), Long::sum);
      }
    }
    return dropped;
  }
}
