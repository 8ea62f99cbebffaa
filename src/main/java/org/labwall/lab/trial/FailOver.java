package org.labwall.lab.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.labwall.lab.Failure;
import org.labwall.lab.Failure.How;
import org.labwall.lab.probe.FlowMeter;
import org.labwall.lab.probe.TcpSession;
import org.labwall.model.VirtualRouter;

/** Lets the master fail, and looks at who takes over and what clients notice. */
final class FailOver {
  /** What is seen of the flows before a failure, and after somebody took over. */
  private static final Duration LOOK = Duration.ofMillis(700);

  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration BOOT = Duration.ofSeconds(5);

  private final Subject subject;
  private final List<String> team;

  FailOver(Subject subject, List<String> team) {
    this.subject = subject;
    this.team = team;
  }

  /** Lets the present master fail; somebody else takes over, and flows go on. */
  void fail(How how, Findings findings) throws IOException {
    Subject.await(() -> subject.master(team).isPresent(), subject.patience(team.get(0)));
    Optional<String> victim = subject.master(team);
    if (victim.isEmpty()) {
      findings.fault("Nobody is master of everything.");
      return;
    }
    Flows flows = new Flows(subject, victim.get());
    Optional<TcpSession> session = open(flows, findings);
    try (FlowMeter meter = FlowMeter.start(subject.plan(), flows.choose(), subject.held())) {
      Subject.pause(LOOK);
      lose(victim.get(), how, findings);
      Subject.pause(LOOK);
      report(meter.stop(), subject.patience(victim.get()), findings);
      session.ifPresent(
          it ->
              findings.fact(
                  it.works(ANSWER)
                      ? "an established TCP connection survives"
                      : "an established TCP connection does not survive"));
    } finally {
      session.ifPresent(TcpSession::close);
    }
  }

  /** Lets the master fail, and waits until somebody else is. */
  private void lose(String victim, How how, Findings findings) throws IOException {
    long start = System.nanoTime();
    subject.lab().fail(new Failure(victim, how, device(victim, how)));
    boolean taken =
        Subject.await(
            () -> subject.master(team).filter(it -> !it.equals(victim)).isPresent(),
            subject.patience(victim));
    String time = seconds(Duration.ofNanos(System.nanoTime() - start));
    if (taken) {
      findings.fact(
          "%s takes over from %s after %s"
              .formatted(subject.master(team).orElse("nobody"), victim, time));
    } else {
      findings.fault("Nobody took over from `%s` within %s.".formatted(victim, time));
    }
  }

  private Optional<TcpSession> open(Flows flows, Findings findings) throws IOException {
    Optional<Flows.Connection> connection = flows.connection();
    if (connection.isEmpty()) {
      return Optional.empty();
    }
    Flows.Connection it = connection.get();
    try {
      return Optional.of(
          TcpSession.open(
              subject.plan().namespace(it.client().name()),
              subject.plan().namespace(it.server().name()),
              it.packet(),
              ANSWER));
    } catch (IOException failed) {
      findings.fault(
          "`%s` cannot connect to `%s` (%s): %s."
              .formatted(it.client().name(), it.server().name(), it.packet(), failed.getMessage()));
      return Optional.empty();
    }
  }

  /** The link whose loss is tried is that on which the first virtual router polls. */
  private Optional<String> device(String role, How how) {
    return how == How.LINK
        ? subject
            .node(role)
            .virtualRouter()
            .map(VirtualRouter::instances)
            .map(it -> it.get(0).poll().interfaceName())
        : Optional.empty();
  }

  private static void report(List<FlowMeter.Outage> outages, Duration longest, Findings findings) {
    for (FlowMeter.Outage it : outages) {
      if (!it.cameThrough()) {
        findings.fault("Nothing of `%s` ever comes through.".formatted(it.flow()));
      } else if (it.outage().compareTo(longest) > 0) {
        findings.fault("`%s` is interrupted for %s.".formatted(it.flow(), seconds(it.outage())));
      } else {
        findings.fact("outage of %s: %s".formatted(it.flow(), seconds(it.outage())));
      }
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1e3);
  }

  /** Mends all; where routers preempt at once, the best is master again, and else a backup. */
  void heal(Findings findings) throws IOException {
    long start = System.nanoTime();
    subject.lab().heal(Optional.empty());
    String best = team.get(0);
    boolean returns = subject.preempts(team);
    boolean good =
        Subject.await(
            () -> returns ? subject.isMaster(best) && areBackups(best) : isCalm(),
            subject.patience(best).plus(BOOT));
    String master = subject.master(team).orElse("nobody");
    if (!good) {
      findings.fault(
          returns
              ? "`%s` is not master again, but `%s` is.".formatted(best, master)
              : "After all are mended `%s` is master, and not all others are backups."
                  .formatted(master));
    } else {
      String time = seconds(Duration.ofNanos(System.nanoTime() - start));
      findings.fact(
          returns
              ? "%s is master again after %s".formatted(best, time)
              : "%s stays master, all are ready after %s".formatted(master, time));
    }
  }

  private boolean areBackups(String master) throws IOException {
    for (String role : team) {
      if (!role.equals(master) && !subject.isBackup(role)) {
        return false;
      }
    }
    return true;
  }

  private boolean isCalm() throws IOException {
    Optional<String> master = subject.master(team);
    return master.isPresent() && areBackups(master.get());
  }
}
