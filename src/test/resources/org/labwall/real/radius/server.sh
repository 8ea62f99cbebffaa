#!/bin/sh
# server.sh DIR: a mount namespace becomes that of a VPN server, whose tree is DIR/vpn1; its syslog is
# DIR/syslog. Whoever wants to run something there enters the namespace.
set -eu
dir=$1
mount --make-rprivate /
mkdir -p "$dir/dev" /etc/openvpn/server
mount --bind /dev "$dir/dev"
mount -t tmpfs none /dev
for device in null zero random urandom; do
  : >"/dev/$device"
  mount --bind "$dir/dev/$device" "/dev/$device"
done
mount --bind "$dir/vpn1/etc/openvpn/server" /etc/openvpn/server
exec busybox syslogd -n -O "$dir/syslog"
