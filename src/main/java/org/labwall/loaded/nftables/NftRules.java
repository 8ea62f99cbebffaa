package org.labwall.loaded.nftables;

import org.labwall.address.Family;
import org.labwall.loaded.RuleSet;

/** The rules of a file for each family; those of a table for both are in both. */
public record NftRules(RuleSet ipv4, RuleSet ipv6) {

  /** The rules for one family. */
  public RuleSet of(Family family) {
    return switch (family) {
      case IPV4 -> ipv4;
      case IPV6 -> ipv6;
    };
  }
}
