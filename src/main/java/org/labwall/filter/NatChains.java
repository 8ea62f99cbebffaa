package org.labwall.filter;

import java.util.ArrayList;
import java.util.List;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.filter.Match.End;
import org.labwall.model.Leg;
import org.labwall.model.Translation.OfDestination;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/** Makes the chains that translate addresses, which see the first packet of each connection. */
final class NatChains {
  private final Node node;
  private final Forwards forwards;
  private final List<FilterRule> incoming = new ArrayList<>();
  private final List<Chain> chains = new ArrayList<>();

  private NatChains(Node node, Forwards forwards) {
    this.node = node;
    this.forwards = forwards;
  }

  /** The chains that the kernel calls, then those that they call; none where none is needed. */
  static List<Chain> of(Node node, Reach reach, Forwards forwards) {
    NatChains nat = new NatChains(node, forwards);
    nat.destinations();
    SourceChains sources = new SourceChains(node, reach);
    sources.translate();
    sources.returnForwarded(forwards);
    List<Chain> all = new ArrayList<>();
    if (!nat.incoming.isEmpty() || !sources.rules().isEmpty()) {
      all.add(Chain.translating(Chain.PREROUTING, nat.incoming));
      all.add(Chain.translating(Chain.POSTROUTING, sources.rules()));
      all.addAll(nat.chains);
      all.addAll(sources.chains());
    }
    return all;
  }

  private void destinations() {
    for (Forwards.Group group : forwards.known()) {
      Action action = chain(group.forwards());
      for (Address address : group.addresses()) {
        add(List.of(at(address)), action, Forwards.comment(group.forwards()));
      }
    }
    boolean alone = forwards.leasesOne(node);
    if (alone && !forwards.leased().isEmpty()) {
      // Of the machine's own addresses then only the leased one is left.
      for (Leg leg : node.cluster().legs()) {
        leg.stand(Family.IPV4)
            .ifPresent(stand -> stand.of(node.role()).forEach(it -> leave(it, leg)));
      }
    }
    for (Forwards.Leased leased : forwards.leased()) {
      Match own = new Match.OwnAddress(End.DESTINATION, !alone);
      Match port = new Match.Interface(End.SOURCE, leased.leg().interfaceName(), false);
      List<Match> matches = alone ? List.of(own) : List.of(port, own);
      add(matches, chain(leased.forwards()), Forwards.comment(leased.forwards()));
    }
  }

  private void leave(Address own, Leg leg) {
    if (forwards.known().stream().noneMatch(it -> it.addresses().contains(own))) {
      String comment = "self, " + leg.network().name() + " " + leg.span().cite();
      add(List.of(at(own)), new Action.Return(), comment);
    }
  }

  private static Match at(Address address) {
    return new Match.Addresses(End.DESTINATION, new AddressRange(address, address), false);
  }

  private void add(List<Match> matches, Action action, String comment) {
    incoming.add(new FilterRule(matches, action, comment));
  }

  /** Leads to a chain of these forwards. */
  private Action chain(List<OfDestination> these) {
    String name = "forwards-" + (chains.size() + 1);
    List<FilterRule> rules = new ArrayList<>();
    for (OfDestination forward : these) {
      Address target = forward.target().address(forwards.family()).orElseThrow();
      Action action = new Action.TranslateDestination(target, forward.target().port());
      for (List<Match> service : ServiceMatches.of(forward.services(), forwards.family())) {
        rules.add(new FilterRule(service, action, Comments.of(forward, node)));
      }
    }
    chains.add(Chain.own(name, rules));
    return new Action.Goto(name);
  }
}
