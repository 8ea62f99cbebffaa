package org.labwall.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.source.Span;

/**
 * The VRRP configuration of a cluster (RFC 3768 for version 2, RFC 5798 for version 3).
 *
 * @param version 2 or 3; IPv6 instances always speak 3
 * @param advertisement the advertisement interval in hundredths of a second
 * @param preemption whether a better router takes over from a worse one
 * @param preemptionDelay how long it waits before it does, in seconds
 * @param password the simple-text password of version 2, at most 8 characters
 * @param routerId the name by which keepalived signs its mails
 * @param mail whom to notify of a change of state
 * @param mailServer by which SMTP server
 * @param tracked interfaces whose failure counts
 * @param instances one for each virtual router id and family
 * @param groups instances that change state together
 * @param span the statement that starts it
 */
public record VirtualRouter(
    int version,
    int advertisement,
    boolean preemption,
    OptionalInt preemptionDelay,
    Optional<Secret> password,
    RoleText routerId,
    Optional<RoleText> mail,
    Optional<Address> mailServer,
    List<Tracked> tracked,
    List<Instance> instances,
    List<Group> groups,
    Span span) {

  public VirtualRouter {
    tracked = List.copyOf(tracked);
    instances = List.copyOf(instances);
    groups = List.copyOf(groups);
  }

  /**
   * An interface whose failure counts.
   *
   * @param interfaceName the interface
   * @param weight what its failure adds to the priority; without it the instance fails
   * @param span where it is named
   */
  public record Tracked(String interfaceName, OptionalInt weight, Span span) {}

  /**
   * A virtual router.
   *
   * @param name its name in keepalived.conf: that of the network through which it polls
   * @param routerId the virtual router id, 1 to 255
   * @param family the family of its addresses
   * @param poll the leg on whose interface it runs
   * @param addresses what its master holds, the poll leg's first
   * @param span where the id is first written
   */
  public record Instance(
      String name, int routerId, Family family, Leg poll, List<Held> addresses, Span span) {
    public Instance {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * A virtual address on the interface that carries it.
   *
   * @param address the address
   * @param leg the leg in whose network it lies
   */
  public record Held(Address address, Leg leg) {}

  /**
   * A sync group.
   *
   * @param name its name in keepalived.conf
   * @param instances its members
   */
  public record Group(String name, List<Instance> instances) {
    public Group {
      instances = List.copyOf(instances);
    }

    /** Whether the instance is one of its members. */
    public boolean has(Instance instance) {
      return instances.stream().anyMatch(member -> member == instance);
    }
  }
}
