package org.labwall.backend;

/** The programs that packet filters are written for. */
public enum Firewall {
  /** iptables-restore and ip6tables-restore, with the sets of ipset. */
  IPTABLES,
  /** iptables-restore and ip6tables-restore alone. */
  IPTABLES_ONLY,
  /** nft. */
  NFTABLES
}
