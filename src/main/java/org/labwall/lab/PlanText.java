package org.labwall.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.labwall.address.Address;
import org.labwall.address.Prefix;
import org.labwall.lab.LabPlan.Election;
import org.labwall.lab.LabPlan.Kind;
import org.labwall.lab.LabPlan.Lease;
import org.labwall.lab.LabPlan.Path;
import org.labwall.lab.LabPlan.Plug;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Router;
import org.labwall.lab.LabPlan.Standing;
import org.labwall.lab.LabPlan.Station;

/**
 * A plan as the text by which other commands find a running lab.
 *
 * <p>A line has fields with tabs between, the first of which says what it is; lists have commas.
 * What belongs to a router or a station follows its line.
 */
final class PlanText {
  private PlanText() {}

  /** The text of a plan. */
  static String write(LabPlan plan) {
    StringBuilder text = new StringBuilder();
    line(text, "lab", plan.name());
    plan.networks().forEach(it -> line(text, "network", it));
    for (Router router : plan.routers()) {
      line(text, "router", router.name(), router.hostName());
      for (Port port : router.ports()) {
        line(
            text,
            "port",
            port.name(),
            port.trunk().orElse(""),
            port.vlan().isPresent() ? port.vlan().getAsInt() : "",
            port.network().orElse(""),
            port.mac(),
            list(port.members()),
            port.virtual());
      }
    }
    for (Station station : plan.stations()) {
      line(text, "station", station.name(), station.kind());
      station
          .plugs()
          .forEach(
              it -> line(text, "plug", it.device(), it.network(), it.mac(), list(it.addresses())));
      station
          .paths()
          .forEach(
              it ->
                  line(
                      text,
                      "path",
                      it.destination(),
                      it.gateway().map(Address::toString).orElse("")));
      station.answers().forEach(it -> line(text, "answer", it));
      station.leases().forEach(it -> line(text, "lease", it.mac(), it.address()));
    }
    for (Election it : plan.elections()) {
      line(
          text,
          "election",
          it.instance(),
          it.group(),
          list(it.roles()),
          list(it.addresses()),
          it.takeover().toMillis());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, Object... fields) {
    text.append(String.join("\t", Arrays.stream(fields).map(String::valueOf).toList()))
        .append('\n');
  }

  private static String list(List<?> members) {
    return String.join(",", members.stream().map(String::valueOf).toList());
  }

  /** The plan of a text that {@link #write} made. */
  static LabPlan read(String text) {
    List<String[]> lines = text.lines().map(it -> it.split("\t", -1)).toList();
    List<Router> routers = new ArrayList<>();
    List<Station> stations = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] head = lines.get(i);
      List<String[]> body = lines.subList(i + 1, end(lines, i + 1));
      switch (head[0]) {
        case "router" ->
            routers.add(new Router(head[1], head[2], of("port", body, PlanText::port)));
        case "station" -> stations.add(station(head, body));
        default -> {}
      }
    }
    return new LabPlan(
        of("lab", lines, it -> it[1]).get(0),
        of("network", lines, it -> it[1]),
        routers,
        stations,
        of("election", lines, PlanText::election));
  }

  /** Where the lines end that belong to one machine. */
  private static int end(List<String[]> lines, int start) {
    int end = start;
    while (end < lines.size()
        && !List.of("router", "station", "election").contains(lines.get(end)[0])) {
      end++;
    }
    return end;
  }

  private static <T> List<T> of(String word, List<String[]> lines, Function<String[], T> reader) {
    return lines.stream().filter(it -> it[0].equals(word)).map(reader).toList();
  }

  private static Station station(String[] head, List<String[]> body) {
    return new Station(
        head[1],
        Kind.valueOf(head[2]),
        of("plug", body, it -> new Plug(it[1], it[2], it[3], members(it[4], PlanText::standing))),
        of("path", body, it -> new Path(prefix(it[1]), optional(it[2]).map(PlanText::address))),
        of("answer", body, it -> prefix(it[1])),
        of("lease", body, it -> new Lease(it[1], address(it[2]))));
  }

  private static Port port(String[] fields) {
    return new Port(
        fields[1],
        optional(fields[2]),
        fields[3].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(fields[3])),
        optional(fields[4]),
        fields[5],
        members(fields[6], it -> it),
        Boolean.parseBoolean(fields[7]));
  }

  private static Election election(String[] fields) {
    return new Election(
        fields[1],
        fields[2],
        members(fields[3], it -> it),
        members(fields[4], PlanText::address),
        Duration.ofMillis(Long.parseLong(fields[5])));
  }

  private static Optional<String> optional(String field) {
    return Optional.of(field).filter(it -> !it.isEmpty());
  }

  private static <T> List<T> members(String field, Function<String, T> reader) {
    return field.isEmpty() ? List.of() : Arrays.stream(field.split(",")).map(reader).toList();
  }

  private static Standing standing(String text) {
    int slash = text.indexOf('/');
    return new Standing(
        address(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  private static Address address(String text) {
    return Address.parse(text).orElseThrow();
  }

  private static Prefix prefix(String text) {
    return Prefix.parse(text).orElseThrow();
  }
}
