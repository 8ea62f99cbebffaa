package org.labwall.loaded;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The names of ports that mean the same on every machine: those of IANA that are used. Other names
 * depend on the machine's {@code /etc/services} and are not read.
 */
public final class ServiceNames {
  private static final String LIST =
      "ftp-data 20 ftp 21 ssh 22 telnet 23 smtp 25 time 37 tacacs 49 domain 53 bootps 67 bootpc 68"
          + " tftp 69 gopher 70 finger 79 http 80 kerberos 88 pop3 110 sunrpc 111 nntp 119 ntp 123"
          + " netbios-ns 137 netbios-dgm 138 netbios-ssn 139 imap2 143 snmp 161 snmp-trap 162"
          + " bgp 179 ldap 389 https 443 microsoft-ds 445 kpasswd 464 submissions 465 isakmp 500"
          + " syslog 514 printer 515 route 520 dhcpv6-client 546 dhcpv6-server 547 submission 587"
          + " ipp 631 ldaps 636 rsync 873 ftps-data 989 ftps 990 imaps 993 pop3s 995 openvpn 1194"
          + " ms-sql-s 1433 l2f 1701 radius 1812 radius-acct 1813 nfs 2049 mysql 3306"
          + " ms-wbt-server 3389 ipsec-nat-t 4500 sip 5060 sip-tls 5061 postgresql 5432 mdns 5353"
          + " munin 4949 nrpe 5666 http-alt 8080";

  private static final Map<String, Integer> PORTS = ports();

  private ServiceNames() {}

  private static Map<String, Integer> ports() {
    Map<String, Integer> ports = new HashMap<>();
    String[] words = LIST.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      ports.put(words[i], Integer.valueOf(words[i + 1]));
    }
    return ports;
  }

  /** The port of a name; empty where it is none of these. */
  public static OptionalInt port(String name) {
    Integer port = PORTS.get(name);
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }
}
