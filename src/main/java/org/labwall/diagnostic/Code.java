package org.labwall.diagnostic;

import static org.labwall.diagnostic.Severity.ERROR;
import static org.labwall.diagnostic.Severity.HINT;
import static org.labwall.diagnostic.Severity.WARNING;

import java.util.Locale;

/** What a diagnostic is about. Numbers are never given twice. */
public enum Code {
  // Reading.
  UNREADABLE_FILE(1, ERROR),
  NOT_UTF8(2, ERROR),
  EMPTY_SOURCE(3, ERROR),
  STRAY_CHARACTER(4, ERROR),
  UNCLOSED_STRING(5, ERROR),
  UNCLOSED_BLOCK(6, ERROR),
  DEEP_NESTING(7, ERROR),
  SYNTAX(8, ERROR),
  UNKNOWN_STATEMENT(9, ERROR),
  MISPLACED_STATEMENT(10, ERROR),

  // Names and words.
  UNDEFINED_CONSTANT(11, ERROR),
  UNKNOWN_NAME(12, ERROR),
  DUPLICATE_NAME(13, ERROR),
  UNUSED_NAME(14, WARNING),
  INCLUDE_CYCLE(15, ERROR),
  BACK_QUOTES(16, ERROR),
  BAD_NAME(17, ERROR),
  ROLE_DEPENDENT(18, ERROR),
  NAME_CYCLE(19, ERROR),

  // Values.
  BAD_ADDRESS(20, ERROR),
  BAD_PREFIX(21, ERROR),
  REVERSED_RANGE(22, ERROR),
  BAD_NUMBER(23, ERROR),
  UNKNOWN_SERVICE(24, ERROR),
  BAD_SERVICE(25, ERROR),
  BAD_TEXT(26, ERROR),
  BAD_DATE(27, ERROR),
  BAD_OPTION(28, ERROR),
  ARGUMENTS(29, ERROR),

  // Networks and interfaces.
  BAD_COLUMNS(30, ERROR),
  CHAIN_LENGTH(31, ERROR),
  ADDRESS_OUTSIDE(32, ERROR),
  NOT_A_HOST_ADDRESS(33, ERROR),
  DUPLICATE_ADDRESS(34, ERROR),
  DUPLICATE_VLAN(35, ERROR),
  OVERLAPPING_NETWORKS(36, ERROR),
  BROADCAST_MISMATCH(37, WARNING),
  VLAN_ID(38, ERROR),
  INTERFACE_NAME(39, ERROR),
  DUPLICATE_INTERFACE(40, ERROR),
  GATEWAY(41, ERROR),
  SEVERAL_WAYS_OUT(42, WARNING),
  MTU(43, ERROR),
  SHARED_ADDRESS(44, WARNING),
  NO_UPLINK(46, WARNING),
  CHAIN_ORDER(47, WARNING),
  FOREIGN_DEVICE(48, WARNING),
  UNPLACED_ADDRESS(49, WARNING),

  // Roles and VRRP.
  EQUAL_PRIORITIES(50, ERROR),
  PRIORITY(51, ERROR),
  PASSWORD(52, ERROR),
  AUTHENTICATION_VERSION(53, ERROR),
  ROUTER_ID_TWICE(54, ERROR),
  ROUTER_ID(55, ERROR),
  POLL(56, ERROR),
  NOT_STARTED(57, ERROR),
  ADVERTISEMENT(58, ERROR),
  EQUAL_HOST_NAMES(59, ERROR),
  UNGROUPED(60, WARNING),
  UNTRACKED(61, WARNING),
  SLOW_FAILOVER(62, HINT),

  // Rules.
  EMPTY_RULE(70, WARNING),
  MIXED_NOT(71, WARNING),
  EXPIRED(72, WARNING),
  OWN_ADDRESS(73, WARNING),
  NO_WAY_IN(74, WARNING),
  SHADOWED_RULE(75, WARNING),
  REDUNDANT_RULE(76, HINT),
  DENIED_HEADER(77, ERROR),
  ALLOWED_HEADER(78, WARNING),
  OPEN_RULE(79, WARNING),

  // Address translation.
  NO_WAY_OUT(80, ERROR),
  FORWARD_TARGET(81, ERROR),
  FORWARDED_PORT(82, ERROR),
  NO_SUCH_ADDRESS(83, ERROR),
  UNANSWERED_ADDRESS(84, WARNING),
  FORWARDED_SERVICE(85, WARNING),
  GLOBAL_ADDRESSES(86, HINT),

  // Files of VS-Tools.
  NOT_ENABLED(87, WARNING),

  // Hosts and days.
  HALF_DENIED(88, WARNING),
  UNDATED(89, HINT),

  // The directory that is written to.
  OUTPUT_DIRECTORY(90, ERROR),

  // The options of rules.
  CUT_TEXT(91, WARNING),
  EXPIRING(92, WARNING),

  // Secrets.
  CLEAR_SECRET(93, WARNING),
  SECRETS_FILE(94, ERROR),
  BAD_SECRET(95, ERROR),

  // The virtual lab.
  LAB(100, ERROR),
  FORWARDING_MACHINE(101, WARNING),
  SCENARIO(105, ERROR),

  // VPNs.
  VPN_POOL(110, ERROR),
  VPN_PORT(111, ERROR),
  VPN_LEG(112, ERROR),
  VPN_USER(113, ERROR),
  VPN_UNREACHABLE(114, ERROR),
  VPN_OPEN(115, WARNING),
  VPN_WAY_OUT(116, WARNING),

  // Keys, certificates, and what is made of them.
  PKI(120, ERROR),

  // Files of rules and sets that are read back.
  RULE_FILE(130, ERROR),
  UNKNOWN_RULE(131, ERROR),
  RULE_REFERENCE(132, ERROR),
  RULES_DIFFER(133, ERROR),
  UNPROVED(134, WARNING),

  // What a source claims of itself.
  EXPECTATION(140, ERROR),
  EMPTY_EXPECTATION(141, WARNING),

  // What is compared.
  NO_SUCH_ROLE(145, WARNING);

  private final int number;
  private final Severity severity;

  Code(int number, Severity severity) {
    this.number = number;
    this.severity = severity;
  }

  /** The severity that it has unless {@code --strict} raises it. */
  public Severity severity() {
    return severity;
  }

  /** The form that users see and search for: {@code LW012}. */
  public String id() {
    return "LW" + Integer.toString(1000 + number).substring(1);
  }

  /** The words of the name, as a golden case is called: {@code unknown-name}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return id();
  }
}
