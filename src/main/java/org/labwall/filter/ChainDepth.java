package org.labwall.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.labwall.filter.Action.Arm;

/**
 * How many chains packets go through from one that the kernel calls, whether they come back or not.
 */
final class ChainDepth {
  /** nf_tables refuses more, for NFT_JUMP_STACK_SIZE of linux/netfilter/nf_tables.h is 16. */
  private static final int MOST = 15;

  private final Map<String, Chain> chains;
  private final Map<String, Integer> depths = new HashMap<>();

  private ChainDepth(List<Chain> chains) {
    this.chains = chains.stream().collect(Collectors.toMap(Chain::name, it -> it));
  }

  /** Whether the kernel takes these chains, in which each is that calls or that is called. */
  static boolean isLoadable(List<Chain> chains) {
    ChainDepth depth = new ChainDepth(chains);
    return chains.stream()
        .filter(it -> it.policy().isPresent())
        .allMatch(it -> depth.below(it.name()) <= MOST);
  }

  private int below(String name) {
    Integer known = depths.get(name);
    if (known != null) {
      return known;
    }
    int below = 0;
    Chain chain = chains.get(name);
    if (chain != null) {
      for (FilterRule rule : chain.rules()) {
        below =
            Math.max(below, targets(rule.action()).mapToInt(it -> 1 + below(it)).max().orElse(0));
      }
    }
    depths.put(name, below);
    return below;
  }

  private static Stream<String> targets(Action action) {
    return switch (action) {
      case Action.Jump(String chain) -> Stream.of(chain);
      case Action.Goto(String chain) -> Stream.of(chain);
      case Action.BranchByAddress(var end, var arms) -> arms.stream().map(Arm::chain);
      case Action.BranchByInterface(var end, var arms) -> arms.stream().map(Arm::chain);
      case Action.Accept it -> Stream.empty();
      case Action.Drop it -> Stream.empty();
      case Action.Reject it -> Stream.empty();
      case Action.Return it -> Stream.empty();
      case Action.Log it -> Stream.empty();
      case Action.TranslateDestination it -> Stream.empty();
      case Action.TranslateSource it -> Stream.empty();
      case Action.Masquerade it -> Stream.empty();
      case Action.Follow it -> Stream.empty();
    };
  }
}
