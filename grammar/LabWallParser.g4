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
    | host
    | net
    | group
    | service
    | include
    | macro
    | call
    | rule
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
macroName     : WORD | clauseWord | deviceWord ;

rule     : ( ALLOW | DENY | REJECT ) bare? side* ruleOption* ;
activation : ENABLE | DISABLE ; // of the rules in a guest's file, as VS-Tools has it

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
plain  : WORD | STRING ;

// A keyword is also a name wherever it could not be the keyword.
name       : plain | deviceName | deviceWord ;
deviceName
    : SET | ROLE | NETINIT | DEV | VLAN | ROUTE | VRRP | LOGGING | HOST | NET | GROUP | SERVICE
    | INCLUDE | MACRO | ALLOW | DENY | REJECT | ENABLE | DISABLE | MASQUERADE | SNAT | FORWARD
    | clauseWord
    ;
clauseWord
    : AS | VIRTUAL | WITHOUT | PRIORITY | HELPER | AUTH | PASS | POLLING | VERSION | ADVERT | PREEMPT
    | ON | OFF | DELAY | NOTIFY | TRACK | WEIGHT | START | LEVEL | NFLOG | PREFIX | RATE
    ;
deviceWord : VIA | INET6 | DHCP | POLL | MTU | MAC | METRIC | PROXY_ARP | IFUPDOWN ;
ruleWord   : FROM | TO | NOT | SELF | ANY | LOG | LIMIT | BURST | EXPIRES | ONLY | NOTE ;
