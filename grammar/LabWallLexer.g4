/**
 * The words of the language. A line is a statement; StatementTokens.java completes the ends of
 * lines that a one-line block leaves out.
 */
lexer grammar LabWallLexer;

options { caseInsensitive = true; }

// Statements.
SET      : 'set' ;
ROLE     : 'role' ;
NETINIT  : 'netinit' ;
DEV      : 'dev' ;
VLAN     : 'vlan' ;
ROUTE    : 'route' ;
VRRP     : 'vrrp' ;
LOGGING  : 'logging' ;
VPN      : 'vpn' ;
VPNUSER  : 'vpnuser' ;
HOST     : 'host' ;
NET      : 'net' ;
GROUP    : 'group' ;
SERVICE  : 'service' ;
INCLUDE  : 'include' ;
MACRO    : 'macro' ;

// Rules.
ALLOW    : 'allow' ;
DENY     : 'deny' ;
REJECT   : 'reject' ;
EXPECT   : 'expect' ;
ENABLE   : 'enable' ;
DISABLE  : 'disable' ;

// Address translation.
MASQUERADE : 'masquerade' ;
SNAT       : 'snat' ;
FORWARD    : 'forward' ;

// The words of both.
FROM     : 'from' ;
TO       : 'to' ;
NOT      : 'not' ;
SELF     : 'self' ;
ANY      : 'any' ;
VIRTUAL  : 'virtual' ;
WITHOUT  : 'without' ;
LOG      : 'log' ;
LIMIT    : 'limit' ;
BURST    : 'burst' ;
EXPIRES  : 'expires' ;
ONLY     : 'only' ;
NOTE     : 'note' ;

/** Apart, for it is too short to be what a misspelt word may mean. */
AS : 'as' ;

// Options of roles, services and interfaces.
PRIORITY  : 'priority' ;
HELPER    : 'helper' ;
VIA       : 'via' ;
INET6     : 'inet6' ;
DHCP      : 'dhcp' ;
POLL      : 'poll' ;
MTU       : 'mtu' ;
MAC       : 'mac' ;
METRIC    : 'metric' ;
PROXY_ARP : 'proxy-arp' ;
ADVERTISE : 'advertise' ;

/** What ifenslave, bridge-utils and resolvconf read in interfaces(5). */
IFUPDOWN
    : 'bond' [-_]
      ( 'slaves' | 'mode' | 'miimon' | 'updelay' | 'downdelay' | 'use' [-_] 'carrier' | 'primary'
      | 'primary' [-_] 'reselect' | 'lacp' [-_] 'rate' | 'xmit' [-_] 'hash' [-_] 'policy'
      | 'ad' [-_] 'select' | 'min' [-_] 'links' | 'arp' [-_] 'interval' | 'arp' [-_] 'ip' [-_] 'target'
      | 'fail' [-_] 'over' [-_] 'mac' | 'num' [-_] 'grat' [-_] 'arp' )
    | 'bridge' [-_]
      ( 'ports' | 'stp' | 'fd' | 'hello' | 'maxage' | 'maxwait' | 'ageing' | 'bridgeprio' | 'hw'
      | 'waitport' )
    | 'dns' [-_] ( 'nameservers' | 'search' | 'domain' )
    ;

// Clauses of VRRP.
AUTH    : 'auth' ;
PASS    : 'pass' ;
POLLING : 'polling' | 'pooling' ;
VERSION : 'version' ;
ADVERT  : 'advert' ;
PREEMPT : 'preempt' ;
ON      : 'on' ;
OFF     : 'off' ;
DELAY   : 'delay' ;
NOTIFY  : 'notify' ;
TRACK   : 'track' ;
WEIGHT  : 'weight' ;
START   : 'start' ;

// Clauses of VPN, and their options.
PROXY     : 'proxy' ;
PKI       : 'pki' ;
RADIUS    : 'radius' ;
JOIN      : 'join' ;
CA        : 'ca' ;
CERT      : 'cert' ;
KEY       : 'key' ;
CRL       : 'crl' ;
TLS_CRYPT : 'tls-crypt' ;
SECRET    : 'secret' ;
PORT      : 'port' ;
CLIENTS   : 'clients' ;
LISTEN    : 'listen' ;
OUTSIDE   : 'outside' ;
ROUTES    : 'routes' ;

// Clauses of LOGGING.
LEVEL  : 'level' ;
NFLOG  : 'nflog' ;
PREFIX : 'prefix' ;
RATE   : 'rate' ;

OPEN  : '{' ;
CLOSE : '}' ;
COMMA : ',' ;
LEFT  : '(' ;
RIGHT : ')' ;

/** `NAME=` of a constant and `master=` of a labelled address. */
LABEL : [a-z_] [a-z0-9_-]* '=' ;

STRING          : '"' ( ~["\\\r\n] | '\\' ~[\r\n] )* '"' ;
UNCLOSED_STRING : '"' ( ~["\\\r\n] | '\\' ~[\r\n] )* '\\'? ;

/** The one function: `6to4(203.0.113.9)` is a prefix wherever a prefix may stand. */
FUNCTION : '6to4(' ~[(){}"#\\\r\n]* ')' ;

WORD : ( WORD_CHARACTER | REFERENCE | BACK_QUOTED )+ ;

NEWLINE      : '\r'? '\n' ;
CONTINUATION : '\\' [ \t]* '\r'? '\n' -> channel(HIDDEN) ;
COMMENT      : '#' ~[\r\n]* -> channel(HIDDEN) ;
SPACE        : [ \t]+ -> skip ;
STRAY        : . ;

fragment WORD_CHARACTER : ~[\u0000-\u0020\u007F-\u00A0\u2028\u2029\uFEFF{}(),"#\\=`] ;
fragment REFERENCE      : '${' [a-z_] [a-z0-9_]* '}' ;
fragment BACK_QUOTED    : '`' ~[`\r\n]* '`' ;
