/**
 * The statements of the language. Every alternative starts with a keyword of its own and no
 * optional part starts with what may follow it, so that one token decides everywhere (SLL).
 */
parser grammar LabWallParser;

options { tokenVocab = LabWallLexer; }

file  : ( line | CLOSE )* EOF ; // a `}` out here closes nothing; AstBuilder says so
line  : statement? NEWLINE ;
block : OPEN NEWLINE line* CLOSE ;

statement
    : setting
    | roles
    | netInit
    | device
    | route
    | vrrp
    | logging
    | vpn
    | vpnUser
    | host
    | net
    | group
    | service
    | include
    | macro
    | call
    | rule
    | expectation
    | activation
    | scope
    | masquerade
    | snat
    | forward
    ;

setting : SET? LABEL words ;

roles           : ROLE roleDeclaration ( COMMA roleDeclaration )* block? ;
roleDeclaration : name hostName? ( PRIORITY number )? ;
hostName        : plain ;

netInit : NETINIT plain+ ;

device       : ( DEV | VLAN ) deviceItem+ ;
deviceItem   : column | labelled | deviceOption ;
column       : plain | deviceName ;
labelled     : LABEL value ;
deviceOption
    : INET6
    | DHCP
    | POLL
    | PROXY_ARP
    | ADVERTISE
    | VIA gateway
    | ( MTU | METRIC ) number
    | MAC value
    | IFUPDOWN words
    ;
gateway      : value ;

route       : ROUTE destination VIA gateway ;
destination : value ;

vrrp       : VRRP vrrpClause ;
vrrpClause
    : AUTH PASS value plain* ( POLLING number )?  # vrrpAuthentication
    | VERSION number                              # vrrpVersion
    | ADVERT number                               # vrrpAdvertisement
    | PREEMPT ( ON | OFF | DELAY number )         # vrrpPreempt
    | NOTIFY mail ( VIA gateway )?                # vrrpNotification
    | TRACK value ( WEIGHT number )?              # vrrpTrack
    | START ( GROUP words )?                      # vrrpStart
    ;
mail       : value ;

logging       : LOGGING loggingClause ;
loggingClause
    : LEVEL value        # loggingLevel
    | NFLOG GROUP number # loggingGroup
    | PREFIX text        # loggingPrefix
    | RATE bucket        # loggingRate
    ;

vpn       : VPN vpnClause ;
vpnClause
    : PROXY number                     # vpnProxy
    | PKI directory vpnFile*           # vpnPki
    | RADIUS server radiusOption*      # vpnRadius
    | JOIN tunnelled ( AS userName )?  # vpnJoin
    | served ( plain | vpnOption )*    # vpnDaemon
    ;
directory    : value ;
vpnFile      : ( CA | CERT | KEY | CRL | TLS_CRYPT ) fileName ;
server       : value ;
radiusOption : PORT number | SECRET value ;
served       : plain | statementWord | clauseWord | deviceWord ; // what is no clause of VPN
vpnOption
    : PORT value
    | INET6 destination
    | CLIENTS value
    | LISTEN OUTSIDE
    | ROUTES destination ( COMMA destination )*
    ;

vpnUser   : VPNUSER userName tunnelled addresses? ;
userName  : name ;
tunnelled : name ;

host    : HOST name addresses+ block? ;
net     : NET name addresses ;
group   : GROUP name members ;
service : SERVICE name services ( HELPER helper )? ;
include : INCLUDE fileName ;

addresses : address ( COMMA address )* ;
address   : name ;
members   : member ( COMMA member )* ;
member    : name ;
services  : name ( COMMA name )* ;
helper    : name ;
fileName  : value ;

macro     : MACRO macroName LEFT ( parameter ( COMMA parameter )* )? RIGHT block ;
parameter : value | LABEL argument ;

call          : macroName LEFT ( labelledValue ( COMMA labelledValue )* )? RIGHT ;
labelledValue : LABEL? argument ;
argument      : value | LEFT words RIGHT ;
macroName     : WORD | clauseWord | deviceWord | vpnWord ;

rule     : ( ALLOW | DENY | REJECT ) bare? side* ruleOption* ;
activation : ENABLE | DISABLE ; // of the rules in a guest's file, as VS-Tools has it

expectation : EXPECT rule ;

scope    : side+ block ;
bare     : bareService ( COMMA bareService )* ;
side     : ( FROM | TO ) endpoints bare? ;
endpoints : endpoint ( COMMA endpoint )* ;
endpoint  : NOT? ( SELF | ANY | name ) ;
bareService : name ;

masquerade : MASQUERADE end* ruleOption* ;
snat       : SNAT end* AS ( VIRTUAL | newSource ( COMMA newSource )* ) ruleOption* ;
forward    : FORWARD bare ON places TO target ( WITHOUT ALLOW )? ruleOption* ;
end        : FROM endpoints | TO wayOut ( COMMA wayOut )* ;
wayOut     : name ;
newSource  : plain ;
places     : place ( COMMA place )* ;
place      : name ;
target     : name ;

ruleOption
    : LOG text? bucket? # logOption
    | LIMIT bucket      # limitOption
    | EXPIRES date      # expiresOption
    | ONLY words        # onlyOption
    | NOTE text         # noteOption
    ;
bucket : rate ( BURST number )? ;
text : STRING ;
rate : WORD ;
date : value ;

words  : value ( COMMA value )* ;
value  : plain | ruleWord | deviceName | deviceWord ;
number : plain ;
plain  : WORD | STRING | FUNCTION ;

// A keyword is also a name wherever it could not be the keyword.
name       : plain | deviceName | deviceWord ;
deviceName : statementWord | clauseWord | vpnWord ;
statementWord
    : SET | ROLE | NETINIT | DEV | VLAN | ROUTE | VRRP | LOGGING | VPN | VPNUSER | HOST | NET | GROUP
    | SERVICE | INCLUDE | MACRO | ALLOW | DENY | REJECT | EXPECT | ENABLE | DISABLE | MASQUERADE | SNAT | FORWARD
    ;
clauseWord
    : AS | VIRTUAL | WITHOUT | PRIORITY | HELPER | AUTH | PASS | POLLING | VERSION | ADVERT | PREEMPT
    | ON | OFF | DELAY | NOTIFY | TRACK | WEIGHT | START | LEVEL | NFLOG | PREFIX | RATE | CA | CERT
    | KEY | CRL | TLS_CRYPT | SECRET | PORT | CLIENTS | LISTEN | OUTSIDE | ROUTES
    ;
vpnWord    : PROXY | PKI | RADIUS | JOIN ;
deviceWord : VIA | INET6 | DHCP | POLL | MTU | MAC | METRIC | PROXY_ARP | ADVERTISE | IFUPDOWN ;
ruleWord   : FROM | TO | NOT | SELF | ANY | LOG | LIMIT | BURST | EXPIRES | ONLY | NOTE ;
