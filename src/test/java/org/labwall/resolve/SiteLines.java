package org.labwall.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.ast.Word;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.model.Site;
import org.labwall.model.VirtualRouter;

/** A site as text, a line for each thing in it, to be compared and read. */
final class SiteLines {
  private final List<String> lines = new ArrayList<>();

  private SiteLines() {}

  static String of(Site site) {
    SiteLines text = new SiteLines();
    site.networks().forEach(text::network);
    site.clusters().forEach(text::cluster);
    return String.join("\n", text.lines) + "\n";
  }

  private void line(String... words) {
    lines.add(List.of(words).stream().filter(it -> !it.isEmpty()).collect(Collectors.joining(" ")));
  }

  private void network(Network it) {
    String routed = list(it.routed().stream().map(r -> r.destination() + " by " + r.gateway()));
    line(
        "network",
        it.name(),
        it.vlan().isPresent() ? "vlan " + it.vlan().getAsInt() : "",
        it.ipv4().map(Object::toString).orElse(""),
        it.broadcast().map(broadcast -> "to " + broadcast).orElse(""),
        it.ipv6().map(Object::toString).orElse(""),
        routed.isEmpty() ? "" : "routes " + routed);
  }

  private void cluster(Cluster cluster) {
    cluster
        .roles()
        .forEach(it -> line("role", it.name(), it.hostName(), Integer.toString(it.priority())));
    cluster.devices().forEach(it -> line("device", it.name(), settings(it.settings())));
    cluster.legs().forEach(this::leg);
    cluster.virtualRouter().ifPresent(this::virtualRouter);
    cluster.policy().forEach(this::rule);
  }

  private void leg(Leg it) {
    line(
        "leg",
        it.network().name(),
        it.interfaceName().equals(it.device())
            ? it.device()
            : it.interfaceName() + "@" + it.device(),
        it.ipv4().map(SiteLines::stand).orElse(""),
        it.ipv6().map(SiteLines::stand).orElse(""),
        it.dhcp() ? "dhcp" : "",
        it.wayOut(Family.IPV4) || it.wayOut(Family.IPV6) ? "out" : "",
        settings(it.settings()));
  }

  private static String stand(Leg.Stand it) {
    return list(it.real().stream())
        + it.virtual()
            .map(v -> " virtual " + v.address() + " id " + v.routerId() + (v.polls() ? "*" : ""))
            .orElse("")
        + it.gateway().map(gateway -> " via " + gateway).orElse("");
  }

  private static String settings(InterfaceSettings it) {
    List<String> words = new ArrayList<>();
    it.mtu().ifPresent(mtu -> words.add("mtu " + mtu));
    it.metric().ifPresent(metric -> words.add("metric " + metric));
    it.mac().ifPresent(mac -> words.add("mac " + mac));
    if (it.proxyArp()) {
      words.add("proxy-arp");
    }
    it.options().forEach(option -> words.add(option.name() + " " + option.value()));
    return String.join(" ", words);
  }

  private void virtualRouter(VirtualRouter it) {
    line(
        "vrrp " + it.version() + " every " + it.advertisement(),
        it.preemption() ? "" : "nopreempt",
        it.preemptionDelay().isPresent() ? "delay " + it.preemptionDelay().getAsInt() : "",
        it.password().map(password -> "password " + password.value()).orElse(""),
        "as " + Word.readable(it.routerId().marked()),
        it.mail().map(mail -> "mail " + Word.readable(mail.marked())).orElse(""),
        it.mailServer().map(server -> "by " + server).orElse(""));
    it.tracked()
        .forEach(
            tracked ->
                line(
                    "track",
                    tracked.interfaceName(),
                    tracked.weight().isPresent() ? "" + tracked.weight().getAsInt() : ""));
    it.instances()
        .forEach(
            instance ->
                line(
                    "instance",
                    instance.name(),
                    instance.family().toString(),
                    Integer.toString(instance.routerId()),
                    "on " + instance.poll().interfaceName(),
                    list(
                        instance.addresses().stream()
                            .map(held -> held.address() + "@" + held.leg().interfaceName()))));
    it.groups()
        .forEach(
            group ->
                line(
                    "group",
                    group.name(),
                    list(group.instances().stream().map(VirtualRouter.Instance::name))));
  }

  private void rule(Rule it) {
    line(
        it.verdict().name().toLowerCase(Locale.ROOT),
        "from " + list(it.from().stream().map(SiteLines::endpoint)),
        "to " + list(it.to().stream().map(SiteLines::endpoint)),
        list(it.services().stream().map(SiteLines::service)),
        it.log()
            .map(log -> "log" + log.text().map(t -> " " + quoted(t.marked())).orElse(""))
            .orElse(""),
        it.limit()
            .map(
                limit ->
                    "limit "
                        + limit.packets()
                        + "/"
                        + limit.unit().name().toLowerCase(Locale.ROOT)
                        + (limit.burst().isPresent() ? " burst " + limit.burst().getAsInt() : ""))
            .orElse(""),
        it.expires().map(date -> "expires " + date).orElse(""),
        it.only().isEmpty() ? "" : "only " + list(it.only().stream().map(role -> role.name())),
        it.note().map(note -> "note " + quoted(note.marked())).orElse(""));
  }

  private static String quoted(String text) {
    return '"' + Word.readable(text) + '"';
  }

  private static String endpoint(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.OfNetwork it -> it.network().name();
      case Endpoint.OfAddresses it -> addresses(it.ipv4()) + addresses(it.ipv6());
      case Endpoint.Self it -> "self";
      case Endpoint.Any it -> "any";
      case Endpoint.Not it -> "not(" + list(it.excluded().stream().map(SiteLines::endpoint)) + ")";
    };
  }

  private static String addresses(AddressSet set) {
    return set.isEmpty() ? "" : list(set.prefixes().stream());
  }

  private static String service(Service service) {
    return switch (service) {
      case Service.Ports it ->
          it.protocol()
              + "/"
              + it.first()
              + (it.first() < it.last() ? "-" + it.last() : "")
              + it.helper().map(helper -> " helper " + helper.word()).orElse("");
      case Service.Icmp it ->
          it.protocol()
              + "/"
              + it.type()
              + (it.code().isPresent() ? "/" + it.code().getAsInt() : "");
      case Service.Protocol it -> "proto/" + it.protocol();
    };
  }

  private static String list(Stream<?> things) {
    return things.map(Object::toString).collect(Collectors.joining(","));
  }
}
