#!/bin/sh
# Joins the switch with a physical network, by a bridge of this machine.
#
#   bridge.sh --trunk eth0    all VLANs, tagged: the other end of eth0 is a tagged port
#   bridge.sh NETWORK eth1    one network, untagged; the file `ports` has their names
#   bridge.sh --stop eth0     takes the bridge of eth0 down again
#
# RUN is the directory of the switch's sockets, as for switch.sh.
#
# DANGER: a machine that stands in several VLANs and forwards leads past the filter of the routers
# whoever takes it for his gateway. This one may therefore not forward, or stand in one network at
# most: the bridge gets no address, and ANYWAY=yes is the way to do it nevertheless.
set -eu
cd "$(dirname "$0")"
run=${RUN:-/run/labwall-vde}

usage() {
  echo 'Usage: bridge.sh --trunk|NETWORK|--stop INTERFACE' >&2
  exit 2
}

# forwards: whether packets may pass through this machine.
forwards() {
  cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/all/forwarding 2>/dev/null |
    grep -q '^1'
}

# standing: the interfaces of this machine that have an address others can reach.
standing() {
  ip -o addr show scope global up | awk '{ print $2 }' | sort -u | wc -l
}

[ $# = 2 ] || usage
interface=$2
case $1 in
  --stop)
    kill "$(cat "$run/tap-$interface.pid")"
    ip link del "br-$interface"
    exit
    ;;
esac
port=$(awk -v name="$1" '$2 == name { print $1 }' ports)
[ -n "$port" ] || usage
if forwards && [ "$(standing)" -gt 1 ] && [ "${ANYWAY:-}" != yes ]; then
  echo 'bridge.sh: this machine forwards and stands in several networks: it would lead past the' >&2
  echo 'bridge.sh: filter of the routers. sysctl -w net.ipv4.ip_forward=0 net.ipv6.conf.all.forwarding=0' >&2
  exit 1
fi
vde_plug2tap -d -P "$run/tap-$interface.pid" -s "$run/ctl" -p "$port" "lw-$interface"
ip link add "br-$interface" type bridge
ip link set "$interface" master "br-$interface"
ip link set "lw-$interface" master "br-$interface"
ip link set "lw-$interface" up
ip link set "$interface" up
ip link set "br-$interface" up
