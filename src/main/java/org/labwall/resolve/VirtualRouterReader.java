package org.labwall.resolve;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Vrrp;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Leg;
import org.labwall.model.RoleText;
import org.labwall.model.Secret;
import org.labwall.model.VirtualRouter;
import org.labwall.model.VirtualRouter.Group;
import org.labwall.model.VirtualRouter.Tracked;
import org.labwall.source.Span;

/** Reads the VRRP statements of one cluster. */
final class VirtualRouterReader {
  private static final int ROUTER_ID_BYTES = 64;

  private final Values values;
  private final ClusterReader.Stands stands;
  private final VrrpInstances instances;
  private final TrackReader tracking;
  private final Map<String, Span> said = new LinkedHashMap<>();
  private final List<Tracked> tracked = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();

  private int version = 2;
  private int advertisement = 100;
  private boolean preemption = true;
  private OptionalInt delay = OptionalInt.empty();
  private Optional<Secret> password = Optional.empty();
  private RoleText routerId = new RoleText(String.valueOf(Word.HOST_NAME));
  private Optional<RoleText> mail = Optional.empty();
  private Optional<Address> mailServer = Optional.empty();
  private Optional<Span> start = Optional.empty();

  VirtualRouterReader(Values values, ClusterReader.Stands stands) {
    this.values = values;
    this.stands = stands;
    this.instances = new VrrpInstances(values, stands.legs());
    this.tracking = new TrackReader(values, stands, instances);
  }

  /** The virtual router, where the cluster has virtual addresses and starts it. */
  Optional<VirtualRouter> read(List<Statement> statements) {
    for (Statement statement : statements) {
      if (statement instanceof Vrrp vrrp) {
        clause(vrrp);
      }
    }
    Optional<Span> virtual =
        stands.legs().stream()
            .flatMap(leg -> Stream.concat(leg.ipv4().stream(), leg.ipv6().stream()))
            .filter(stand -> stand.virtual().isPresent())
            .map(Leg.Stand::span)
            .findFirst();
    if (virtual.isPresent() && start.isEmpty()) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(virtual.get(), Code.NOT_STARTED, "Nobody holds this virtual address.")
                  .hint("`VRRP START` makes keepalived hold it."));
    }
    // Where an address is wrong, no virtual one is left either.
    if (virtual.isEmpty() && start.isPresent() && !values.diagnostics().hasErrors()) {
      values
          .diagnostics()
          .add(start.get(), Code.NOT_STARTED, "No network has a virtual address to hold.");
    }
    if (virtual.isEmpty() || start.isEmpty()) {
      return Optional.empty();
    }
    checkVersion();
    return Optional.of(
        new VirtualRouter(
            version,
            advertisement,
            preemption,
            delay,
            password,
            routerId,
            mail,
            mailServer,
            tracked,
            instances.all(),
            groups,
            start.get()));
  }

  private void clause(Vrrp vrrp) {
    switch (vrrp.clause()) {
      case Vrrp.Authentication it -> {
        once("password", it.password().word().span());
        authentication(it);
      }
      case Vrrp.Version it -> {
        once("version", it.number().span());
        version = values.number(it.number(), 2, 3, Code.BAD_NUMBER, "A VRRP version").orElse(2);
      }
      case Vrrp.Advertisement it -> advertisement(it.seconds());
      case Vrrp.Preempt it -> {
        once("preemption", vrrp.span());
        preemption = it.on();
        delay =
            it.delay().isPresent()
                ? values.number(it.delay().get(), 0, 1000, Code.BAD_NUMBER, "A delay in seconds")
                : OptionalInt.empty();
      }
      case Vrrp.Notification it -> notification(it.mail(), it.server());
      case Vrrp.Track it -> tracking.read(it).ifPresent(tracked::add);
      case Vrrp.Start it -> {
        start = start.or(() -> Optional.of(vrrp.span()));
        if (!it.group().isEmpty()) {
          instances.group(it.group()).ifPresent(group -> group(group, vrrp.span()));
        }
      }
    }
  }

  /** The classic line: password, router id, SMTP server, mail address, interval, by shape. */
  private void authentication(Vrrp.Authentication clause) {
    password = new SecretReader(values).vrrp(clause.password());
    Optional<Word> server = Optional.empty();
    Optional<Word> address = Optional.empty();
    for (Word word : clause.arguments()) {
      if (word.text().indexOf('@') >= 0) {
        address = Optional.of(word);
      } else if (Address.looksLike(word.text())) {
        server = Optional.of(word);
      } else {
        once("router id", word.span());
        values
            .text(word)
            .filter(text -> quotable(text.marked(), word))
            .ifPresent(text -> routerId = text);
      }
    }
    if (address.isPresent()) {
      notification(address.get(), server);
    } else if (server.isPresent()) {
      values
          .diagnostics()
          .add(
              server.get().span(),
              Code.BAD_OPTION,
              "An SMTP server is of no use without a mail address.");
    }
    clause.interval().ifPresent(this::advertisement);
  }

  /** Whether keepalived.conf(5) can hold a router id: it knows no escapes, but variables. */
  private boolean quotable(String text, Word word) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return values.accept(
            length <= ROUTER_ID_BYTES,
            word,
            Code.BAD_TEXT,
            "A router id has at most "
                + ROUTER_ID_BYTES
                + " bytes, and this one has "
                + length
                + ".",
            "")
        && values.accept(
            text.indexOf('"') < 0 && !text.contains("${") && !text.matches("[{}]"),
            word,
            Code.BAD_TEXT,
            "A router id can hold neither a double quote nor `${`, nor be a lone brace.",
            "keepalived.conf(5) has no way to write them.");
  }

  private void notification(Word address, Optional<Word> server) {
    once("notification", address.span());
    mail = values.mail(address);
    mailServer = server.flatMap(values::address);
  }

  private void advertisement(Word word) {
    once("advertisement interval", word.span());
    advertisement = values.hundredths(word, "An advertisement interval").orElse(advertisement);
  }

  private void group(Group group, Span span) {
    for (Group other : groups) {
      group.instances().stream()
          .filter(other.instances()::contains)
          .findFirst()
          .ifPresent(
              shared ->
                  values
                      .diagnostics()
                      .add(
                          span,
                          Code.DUPLICATE_NAME,
                          "The instance of `" + shared.name() + "` is in a group already."));
    }
    groups.add(group);
  }

  private void once(String what, Span span) {
    Span before = said.putIfAbsent(what, span);
    if (before != null) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(span, Code.BAD_OPTION, "The VRRP " + what + " is set already.")
                  .related(before, "It is set here."));
    }
  }

  private void checkVersion() {
    if (version == 3 && password.isPresent()) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      said.getOrDefault("password", start.orElseThrow()),
                      Code.AUTHENTICATION_VERSION,
                      "VRRP version 3 knows no authentication (RFC 5798).")
                  .hint("Leave `VRRP AUTH` out, or speak version 2."));
    }
    boolean whole = advertisement % 100 == 0;
    boolean good =
        version == 2
            ? whole && advertisement >= 100 && advertisement <= 25_500
            : advertisement >= 1 && advertisement <= 4_095;
    boolean speaks6 =
        instances.all().stream().anyMatch(it -> it.family().bits() == 128) && advertisement > 4_095;
    if (!good || speaks6) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      said.getOrDefault("advertisement interval", start.orElseThrow()),
                      Code.ADVERTISEMENT,
                      version == 2 && !speaks6
                          ? "VRRP version 2 advertises in whole seconds, from 1 to 255."
                          : "VRRP version 3 and IPv6 advertise every 0.01 to 40.95 seconds.")
                  .hint(
                      version == 2 && !whole
                          ? Optional.of("`VRRP VERSION 3` knows shorter intervals.")
                          : Optional.empty()));
    }
  }
}
