package org.labwall.lab.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.labwall.compiler.Compilation;
import org.labwall.lab.Failure.How;
import org.labwall.lab.Lab;
import org.labwall.lab.LabException;

/** Tries, step by step, whether a running lab does what its source says. */
public final class Trial {
  private final Subject subject;
  private final List<Step> steps = new ArrayList<>();

  private Trial(Lab lab, Compilation compilation) {
    this.subject = new Subject(lab, compilation);
  }

  /** Is told how a trial goes on. */
  public interface Observer {
    /** A step begins, the {@code number}th of {@code all}. */
    void begins(String what, int number, int all);

    /** A step has ended. */
    void ended(TrialCase done);
  }

  /** Something that a step does. */
  interface Action {
    void run(Findings findings) throws IOException;
  }

  /**
   * A step.
   *
   * @param subject what is tried
   * @param name what is asked of it
   * @param action how
   */
  record Step(String subject, String name, Action action) {}

  /** Tries all that a source says. */
  public static TrialReport all(Lab lab, Compilation compilation, Observer observer) {
    Trial trial = new Trial(lab, compilation);
    trial.planAll();
    return trial.run(observer);
  }

  /** Does the steps of a scenario, all of them, whatever comes of each. */
  public static TrialReport scenario(
      Lab lab, Compilation compilation, List<ScenarioStep> steps, Observer observer) {
    Trial trial = new Trial(lab, compilation);
    Scenario scenario = new Scenario(trial.subject);
    for (ScenarioStep step : steps) {
      trial.add(step.span().cite(), Scenario.name(step), findings -> scenario.run(step, findings));
    }
    return trial.run(observer);
  }

  private void planAll() {
    Standing standing = new Standing(subject);
    Packets packets = new Packets(subject);
    // Nobody need be master for these, and an election may take longer.
    subject
        .plan()
        .routers()
        .forEach(it -> add(it.name(), "open ports", findings -> packets.scan(it.name(), findings)));
    subject
        .plan()
        .elections()
        .forEach(
            it -> add(it.instance(), "one master", findings -> standing.election(it, findings)));
    subject
        .plan()
        .routers()
        .forEach(
            it -> add(it.name(), "daemons", findings -> standing.daemons(it.name(), findings)));
    add(subject.plan().name(), "no address twice", standing::addresses);
    for (List<String> team : subject.teams()) {
      if (subject.elections(team.get(0)).isEmpty()) {
        team.forEach(it -> add(it, "packets", findings -> packets.probe(it, findings)));
      } else {
        String name = String.join(" and ", team);
        add(name, "packets", findings -> packets.probeMaster(team, findings));
        planFailures(team, name, packets);
      }
    }
  }

  private void planFailures(List<String> team, String name, Packets packets) {
    FailOver failOver = new FailOver(subject, team);
    for (int left = team.size() - 1; left > 0; left--) {
      add(name, "failure of power", findings -> failOver.fail(How.POWER, findings));
      add(name, "packets after it", findings -> packets.probeMaster(team, findings));
    }
    for (How how : List.of(How.POWER, How.DAEMON, How.LINK)) {
      String what = "failure of " + how.word();
      if (how != How.POWER) {
        add(name, what, findings -> failOver.fail(how, findings));
      }
      add(name, "return after " + what, failOver::heal);
    }
  }

  private void add(String what, String name, Action action) {
    steps.add(new Step(what, name, action));
  }

  private TrialReport run(Observer observer) {
    List<TrialCase> cases = new ArrayList<>();
    for (Step step : steps) {
      observer.begins(step.subject() + ", " + step.name(), cases.size(), steps.size());
      TrialCase done = run(step);
      cases.add(done);
      observer.ended(done);
    }
    return new TrialReport(subject.plan().name(), cases);
  }

  private static TrialCase run(Step step) {
    Findings findings = new Findings();
    long start = System.nanoTime();
    try {
      step.action().run(findings);
    } catch (IOException | LabException failed) {
      findings.fault(String.valueOf(failed.getMessage()));
    }
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new TrialCase(step.subject(), step.name(), time, findings.facts(), findings.faults());
  }
}
