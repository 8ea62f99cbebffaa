package org.labwall.backend;

/** The programs that packet filters are written for. */
public enum Firewall {
  /** iptables-restore and ip6tables-restore. */
  IPTABLES,
  /** nft. */
  NFTABLES
}
