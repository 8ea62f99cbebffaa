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
# most, the bridge gets no address, and eth0 may have none, for it would be lost. ANYWAY=yes is the
# way to do it nevertheless.
set -eu
cd "$(dirname "$0")"
run=${RUN:-/run/labwall-vde}

usage() {
  echo 'Usage: bridge.sh --trunk|NETWORK|--stop INTERFACE' >&2
  exit 2
}

refuse() {
  printf 'bridge.sh: %s\n' "$@" >&2
  exit 1
}

# forwards: whether packets may pass through this machine.
forwards() {
  cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/all/forwarding 2>/dev/null |
    grep -q '^1'
}

# standing [INTERFACE]: how many interfaces of this machine have an address others can reach.
standing() {
  ip -o addr show scope global up ${1:+dev "$1"} | awk '{ print $2 }' | sort -u | wc -l
}

# bridge_of INTERFACE: the bridge that it is in.
bridge_of() {
  ip -o link show dev "$1" | sed -n 's/.* master \([^ ]*\) .*/\1/p'
}

# undo BRIDGE: ends what joins a bridge with the switch, and the bridge.
undo() {
  if [ -e "$run/tap-$interface.pid" ]; then
    kill "$(cat "$run/tap-$interface.pid")"
  fi
  ip link del "$1"
}

[ $# = 2 ] || usage
interface=$2
ip link show dev "$interface" >/dev/null
master=$(bridge_of "$interface")
if [ "$1" = --stop ]; then
  [ -n "$master" ] || refuse "$interface is in no bridge."
  undo "$master"
  exit
fi
port=$(awk -v name="$1" '$2 == "--bridge:" name || $2 == "--trunk" && $2 == name { print $1 }' ports)
[ -n "$port" ] || usage
[ -z "$master" ] || refuse "$interface is in the bridge $master already."
[ -S "$run/ctl/ctl" ] || refuse "no switch in $run: start it with switch.sh."
if [ "${ANYWAY:-}" != yes ]; then
  if forwards && [ "$(standing)" -gt 1 ]; then
    refuse 'this machine forwards and stands in several networks: it would lead past the filter' \
      'of the routers. sysctl -w net.ipv4.ip_forward=0 net.ipv6.conf.all.forwarding=0'
  fi
  [ "$(standing "$interface")" = 0 ] ||
    refuse "$interface has an address, which a bridge makes useless: remove it first."
fi

bridge=lwbr$port tap=lwtap$port
ip link add "$bridge" type bridge
trap '[ $? = 0 ] || undo "$bridge"' EXIT
# Nobody may give it an address, as routers do by their advertisements.
if [ -e "/proc/sys/net/ipv6/conf/$bridge/disable_ipv6" ]; then
  echo 1 >"/proc/sys/net/ipv6/conf/$bridge/disable_ipv6"
fi
vde_plug2tap -d -P "$run/tap-$interface.pid" -s "$run/ctl" -p "$port" "$tap"
# It goes into the background before the device is there.
left=50
until ip link show dev "$tap" >/dev/null 2>&1; do
  left=$((left - 1))
  [ "$left" -gt 0 ] || refuse "vde_plug2tap makes no $tap."
  sleep 0.1
done
for device in "$interface" "$tap"; do
  ip link set "$device" master "$bridge"
  ip link set "$device" up
done
ip link set "$bridge" up
