# Transfers that open further connections, for tests of connection helpers.
#
#   transfers.pl serve             answers FTP on TCP port 21 and 2121 and TFTP on UDP port 69
#   transfers.pl MODE HOST [PORT]  fetches from HOST and says "data" or "nothing"; MODE is active or
#                                  passive FTP, low (the server is to connect to port 22), other (to
#                                  another machine), or tftp
use strict;
use warnings;
use IO::Select;
use IO::Socket::IP;

my ($mode, $host, $port) = @ARGV;
$SIG{ALRM} = sub { die "too long\n" };
$SIG{CHLD} = 'IGNORE';
$| = 1;

sub listening {
  my ($number) = @_;
  my $socket = IO::Socket::IP->new(
    LocalHost => '::', LocalPort => $number, V6Only => 0, Listen => 5, ReuseAddr => 1)
    or die "listen $number: $!\n";
  return $socket;
}

# The text of a data connection that comes, or nothing.
sub accepted {
  my ($listening) = @_;
  return '' unless IO::Select->new($listening)->can_read(0.5);
  my $data = $listening->accept or return '';
  return <$data> // '';
}

sub serve {
  my @controls = (listening(21), listening(2121));
  my $tftp = IO::Socket::IP->new(LocalHost => '::', LocalPort => 69, V6Only => 0, Proto => 'udp')
    or die "udp 69: $!\n";
  print "ready\n";
  my $all = IO::Select->new(@controls, $tftp);
  while (1) {
    for my $ready ($all->can_read) {
      if ($ready == $tftp) {
        answer_tftp($tftp);
      } else {
        my $control = $ready->accept or next;
        if (!fork) { alarm 20; answer_ftp($control); exit }
      }
    }
  }
}

sub answer_tftp {
  my ($socket) = @_;
  my $from = $socket->recv(my $request, 500);
  my $transfer = IO::Socket::IP->new(LocalHost => $socket->sockhost, V6Only => 0, Proto => 'udp');
  $transfer->send("\0\3\0\1data", 0, $from);
}

sub answer_ftp {
  my ($control) = @_;
  my $transfer = sub { 0 };
  print $control "220 ready\r\n";
  while (my $line = <$control>) {
    if ($line =~ /^PORT (\d+),(\d+),(\d+),(\d+),(\d+),(\d+)/) {
      my ($address, $number) = ("$1.$2.$3.$4", 256 * $5 + $6);
      $transfer = sub { open_to($control, $address, $number) };
      print $control "200 good\r\n";
    } elsif ($line =~ /^EPRT \|2\|([0-9a-f:]+)\|(\d+)\|/) {
      my ($address, $number) = ($1, $2);
      $transfer = sub { open_to($control, $address, $number) };
      print $control "200 good\r\n";
    } elsif ($line =~ /^(PASV|EPSV)/) {
      my $listening = listening(0);
      $transfer = sub {
        return 0 unless IO::Select->new($listening)->can_read(0.5);
        my $data = $listening->accept or return 0;
        print $data "data\n";
      };
      my $number = $listening->sockport;
      if ($1 eq 'EPSV') {
        print $control "229 Extended Passive Mode (|||$number|)\r\n";
      } else {
        my $own = join ',', split /\./, $control->sockhost =~ s/^::ffff://r;
        print $control "227 Entering Passive Mode ($own,", $number >> 8, ',', $number & 255, ").\r\n";
      }
    } elsif ($line =~ /^USER/) {
      print $control "230 welcome\r\n";
    } elsif ($line =~ /^RETR/) {
      print $control $transfer->() ? "226 done\r\n" : "425 no connection\r\n";
    }
  }
}

sub open_to {
  my ($control, $address, $number) = @_;
  my $own = $control->sockhost =~ s/^::ffff://r;
  my $data = IO::Socket::IP->new(
    LocalHost => $own, PeerHost => $address, PeerPort => $number, Timeout => 0.5) or return 0;
  print $data "data\n";
}

sub fetch_tftp {
  my $socket = IO::Socket::IP->new(
    LocalHost => $host =~ /:/ ? '::' : '0.0.0.0', Proto => 'udp') or die "udp: $!\n";
  my $server = IO::Socket::IP->new(PeerHost => $host, PeerPort => 69, Proto => 'udp')->peername;
  $socket->send("\0\1file\0octet\0", 0, $server);
  return '' unless IO::Select->new($socket)->can_read(0.5);
  $socket->recv(my $answer, 500);
  return substr $answer, 4;
}

sub fetch_ftp {
  my $control = IO::Socket::IP->new(PeerHost => $host, PeerPort => $port // 21, Timeout => 2)
    or die "control: $@\n";
  my $ask = sub { print $control "$_[0]\r\n" if @_; scalar <$control> };
  my $six = $host =~ /:/;
  $ask->();
  $ask->('USER ftp'); # the kernel reads from the second line on
  if ($mode eq 'passive') {
    my $reply = $ask->($six ? 'EPSV' : 'PASV');
    my $number = $six ? ($reply =~ /\|(\d+)\|/)[0] : do { $reply =~ /(\d+),(\d+)\)/; 256 * $1 + $2 };
    print $control "RETR file\r\n";
    my $data = IO::Socket::IP->new(PeerHost => $host, PeerPort => $number, Timeout => 0.5) or return '';
    return <$data> // '';
  }
  my $listening = listening($mode eq 'low' ? 22 : 0);
  my $number = $listening->sockport;
  my $own = $mode eq 'other' ? '172.16.10.51' : $control->sockhost;
  $ask->($six ? "EPRT |2|$own|$number|"
    : 'PORT ' . join ',', split(/\./, $own), $number >> 8, $number & 255);
  print $control "RETR file\r\n";
  return accepted($listening);
}

if ($mode eq 'serve') {
  serve();
} else {
  alarm 10;
  my $text = $mode eq 'tftp' ? fetch_tftp() : fetch_ftp();
  print $text =~ /^data/ ? "data\n" : "nothing\n";
}
