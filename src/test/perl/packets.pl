# Sends and receives single packets, of either family.
#
#   packets.pl hear SOURCE PORT TARGET PORT             waits for one datagram
#   packets.pl ask SOURCE PORT TARGET PORT              sends one, then prints what comes
#   packets.pl datagram SOURCE PORT TARGET PORT TEXT    sends one datagram of UDP
#   packets.pl segment SOURCE PORT TARGET PORT FLAGS    sends one segment of TCP that belongs to no
#                                                       socket, and prints the flags of its answer
use strict;
use warnings;
use Socket qw(:all);
use Time::HiRes qw(alarm);

my ($mode, $source, $from, $target, $to, $what) = @ARGV;
my $family = $target =~ /:/ ? AF_INET6 : AF_INET;
$| = 1;

sub name {
    my ($address, $port) = @_;
    my $number = inet_pton($family, $address);
    return $family == AF_INET ? pack_sockaddr_in($port, $number) : pack_sockaddr_in6($port, $number);
}

sub checksum {
    my ($bytes) = @_;
    my $sum = 0;
    $sum += $_ for unpack("n*", $bytes);
    $sum = ($sum & 0xffff) + ($sum >> 16) while $sum >> 16;
    return ~$sum & 0xffff;
}

sub segment {
    my ($flags) = @_;
    my @header = ($from, $to, 1000, $flags & 0x10 ? 2000 : 0, 0x50, $flags, 1024, 0, 0);
    my $pseudo = inet_pton($family, $source) . inet_pton($family, $target) . pack("NN", 20, 6);
    $header[7] = checksum($pseudo . pack("nnNNCCnnn", @header));
    return pack("nnNNCCnnn", @header);
}

if ($mode eq "segment") {
    socket(my $socket, $family, SOCK_RAW, IPPROTO_TCP) or die "socket: $!";
    bind($socket, name($source, 0)) or die "bind: $!";
    defined send($socket, segment(oct $what), 0, name($target, 0)) or die "send: $!";
    $SIG{ALRM} = sub { print "none\n"; exit };
    alarm 0.5;
    while (1) {
        recv($socket, my $packet, 1500, 0);
        $packet = substr($packet, 4 * (ord($packet) & 15)) if $family == AF_INET;
        my ($port, $own, undef, undef, undef, $flags) = unpack("nnNNCC", $packet);
        next unless $port == $to && $own == $from;
        printf "0x%02x\n", $flags;
        exit;
    }
}
socket(my $socket, $family, SOCK_DGRAM, 0) or die "socket: $!";
bind($socket, name($source, $from)) or die "bind: $!";
if ($mode eq "hear") {
    print "ready\n";
    defined recv($socket, my $text, 100, 0) or die "recv: $!";
    print "$text\n";
    exit;
}
defined send($socket, $what // "question", 0, name($target, $to)) or die "send: $!";
while ($mode eq "ask") {
    print "$what\n" if defined recv($socket, $what, 100, 0);
}
