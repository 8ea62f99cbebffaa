package org.labwall.lab.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.labwall.lab.LabPlan.Election;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabStatus;
import org.labwall.lab.LabStatus.ElectionStatus;
import org.labwall.lab.LabStatus.InterfaceStatus;
import org.labwall.lab.LabStatus.RouterStatus;

/** Tries what a lab is without anything happening: daemons, masters, addresses. */
final class Standing {
  private static final Pattern COMPLAINT =
      Pattern.compile(
          "\\b(error|warning|fail(ed|ure)?|unknown|invalid|unable|cannot|can't|not found|illegal"
              + "|deprecated|duplicate|missing|truncated|ignor(ed|ing)|conflict\\w*|misconfigur\\w*)\\b",
          Pattern.CASE_INSENSITIVE);

  /**
   * No mail server stands in a lab; a link-local address of IPv6 cannot be used in its first
   * second; unshare(1) tells of the signals that its killer sends; and OpenVPN notes what it does
   * without.
   */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "smtp|send advert error 22|sigprocmask|^(\\S+: )?([-\\d]+ [:\\d]+ )?Note: ",
          Pattern.CASE_INSENSITIVE);

  private final Subject subject;

  Standing(Subject subject) {
    this.subject = subject;
  }

  /** Every daemon runs, and none has complained. */
  void daemons(String role, Findings findings) throws IOException {
    LabStatus status = subject.status();
    for (RouterStatus router : status.routers()) {
      if (router.router().name().equals(role)) {
        router
            .daemons()
            .forEach(
                (name, works) -> {
                  findings.fact(name);
                  if (!works) {
                    findings.fault("`%s` does not run on `%s`.".formatted(name, role));
                  }
                });
      }
    }
    subject
        .lab()
        .log(role)
        .lines()
        .filter(line -> COMPLAINT.matcher(line).find() && !HARMLESS.matcher(line).find())
        .distinct()
        .forEach(line -> findings.fault("`%s` says: %s".formatted(role, line.strip())));
  }

  /** One is master, the best if that preempts at once, and all others stand behind. */
  void election(Election election, Findings findings) throws IOException {
    List<String> team = election.roles();
    String best = team.get(0);
    boolean preempts = subject.preempts(team);
    Subject.await(() -> isDecided(election, preempts), subject.patience(best));
    ElectionStatus now = status(election);
    findings.fact("master is " + String.join(" and ", now.masters()));
    if (now.masters().size() != 1) {
      findings.fault(
          "Of `%s` %s master."
              .formatted(
                  election.instance(),
                  now.masters().isEmpty()
                      ? "nobody is"
                      : "`" + String.join("` and `", now.masters()) + "` are"));
    } else if (preempts && !now.masters().contains(best)) {
      findings.fault(
          "Of `%s` `%s` is master, and not `%s`, which has the highest priority."
              .formatted(election.instance(), now.masters().get(0), best));
    }
    for (String role : team) {
      String state = now.states().getOrDefault(role, "unknown");
      if (!now.masters().contains(role) && !state.equals("BACKUP")) {
        findings.fault(
            "Of `%s` the state of `%s` is %s, not BACKUP."
                .formatted(election.instance(), role, state));
      }
    }
  }

  private boolean isDecided(Election election, boolean preempts) throws IOException {
    ElectionStatus now = status(election);
    long backups = now.states().values().stream().filter("BACKUP"::equals).count();
    return now.masters().size() == 1
        && backups == election.roles().size() - 1
        && (!preempts || now.masters().contains(election.roles().get(0)));
  }

  private ElectionStatus status(Election election) throws IOException {
    return subject.lab().elections().stream()
        .filter(it -> it.election().equals(election))
        .findFirst()
        .orElseThrow();
  }

  /** No address is there twice in a network. */
  void addresses(Findings findings) throws IOException {
    Map<String, List<String>> holders = new LinkedHashMap<>();
    for (RouterStatus router : subject.status().routers()) {
      for (InterfaceStatus it : router.interfaces()) {
        String network = network(router, it.name());
        for (String address : it.addresses()) {
          String plain = address.replaceFirst("/.*", "");
          holders
              .computeIfAbsent(network + " " + plain, key -> new ArrayList<>())
              .add(router.router().name());
        }
      }
    }
    subject
        .plan()
        .stations()
        .forEach(
            station ->
                station
                    .plugs()
                    .forEach(
                        plug ->
                            plug.addresses()
                                .forEach(
                                    it ->
                                        holders
                                            .computeIfAbsent(
                                                plug.network() + " " + it.address(),
                                                key -> new ArrayList<>())
                                            .add(station.name()))));
    findings.fact(holders.size() + " addresses");
    holders.forEach(
        (address, all) -> {
          if (all.size() > 1) {
            String[] words = address.split(" ", 2);
            findings.fault(
                "In `%s` %s is held by `%s`."
                    .formatted(words[0], words[1], String.join("` and `", all)));
          }
        });
  }

  private static String network(RouterStatus router, String device) {
    return router.router().ports().stream()
        .filter(it -> it.name().equals(device))
        .findFirst()
        .flatMap(Port::network)
        .orElse("");
  }
}
