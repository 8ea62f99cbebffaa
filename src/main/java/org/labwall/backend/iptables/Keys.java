package org.labwall.backend.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.labwall.address.Prefix;
import org.labwall.filter.Action.Arm;
import org.labwall.filter.Match;
import org.labwall.filter.Match.End;

/** What the arms of a branch are told apart by. */
sealed interface Keys<K> {

  /** What packets of any of these arms, and of none of the others, have in common. */
  Match match(List<Arm<K>> arms);

  /** The same arms, two at least, in groups that have more in common. */
  List<List<Arm<K>>> divided(List<Arm<K>> arms);

  /** Prefixes of the address at one end. */
  record Addresses(End end) implements Keys<Prefix> {
    @Override
    public Match match(List<Arm<Prefix>> arms) {
      return new Match.Addresses(end, around(arms).range(), false);
    }

    @Override
    public List<List<Arm<Prefix>>> divided(List<Arm<Prefix>> arms) {
      Prefix around = around(arms);
      Prefix upper = Prefix.of(around.last(), around.length() + 1);
      int middle = 0;
      while (!upper.contains(arms.get(middle).key())) {
        middle++;
      }
      return List.of(arms.subList(0, middle), arms.subList(middle, arms.size()));
    }

    private static Prefix around(List<Arm<Prefix>> arms) {
      return arms.get(0).key().around(arms.get(arms.size() - 1).key());
    }
  }

  /** Names of the interface at one end. */
  record Interfaces(End end) implements Keys<String> {
    @Override
    public Match match(List<Arm<String>> arms) {
      return arms.size() == 1
          ? new Match.Interface(end, arms.get(0).key(), false)
          : new Match.InterfaceStart(end, common(arms));
    }

    @Override
    public List<List<Arm<String>>> divided(List<Arm<String>> arms) {
      int length = common(arms).length();
      TreeMap<String, List<Arm<String>>> groups = new TreeMap<>();
      for (Arm<String> arm : arms) {
        String start = arm.key().substring(0, Math.min(length + 1, arm.key().length()));
        groups.computeIfAbsent(start, it -> new ArrayList<>()).add(arm);
      }
      return List.copyOf(groups.values());
    }

    private static String common(List<Arm<String>> arms) {
      String common = arms.get(0).key();
      for (Arm<String> arm : arms) {
        int length = 0;
        int most = Math.min(common.length(), arm.key().length());
        while (length < most && common.charAt(length) == arm.key().charAt(length)) {
          length++;
        }
        common = common.substring(0, length);
      }
      return common;
    }
  }
}
