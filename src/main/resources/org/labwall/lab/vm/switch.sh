#!/bin/sh
# Starts the switch that carries the networks, and stops it.
#
#   switch.sh [start|stop]
#
# RUN is the directory of its sockets, /run/labwall-vde where nothing is said. Never start it with
# -x: a hub has no VLANs.
set -eu
cd "$(dirname "$0")"
run=${RUN:-/run/labwall-vde}

# wanted: the VLANs of every port, as switch.rc asks for them; listed: as the switch has them.
wanted() {
  awk '
    $1 == "port/setvlan" { printf "%d %d untagged\n", $3, $2 }
    $1 == "vlan/addport" { printf "%d %d tagged\n", $2, $3 }' switch.rc | sort
}
listed() {
  unixcmd -s "$run/mgmt" -f /etc/vde2/vdecmd vlan/allprint | tr -d '\000' | awk '
    $1 == "VLAN" { vlan = $2 }
    $2 == "Port" && vlan > 0 { printf "%d %d %s\n", vlan, $3, $4 == "tagged=1" ? "tagged" : "untagged" }
  ' | sort
}

case ${1:-start} in
  start)
    mkdir -p "$run"
    size=$(($(wc -l <ports) + 1))
    vde_switch -d -p "$run/pid" -s "$run/ctl" -M "$run/mgmt" -n "$size" -f "$PWD/switch.rc"
    # It does not say that it refuses a command of its file, and takes its time for all of them.
    left=50
    until [ -S "$run/mgmt" ] && [ "$(wanted)" = "$(listed)" ]; do
      left=$((left - 1))
      if [ "$left" = 0 ]; then
        echo 'switch.sh: the switch has not become what switch.rc says.' >&2
        kill "$(cat "$run/pid")"
        exit 1
      fi
      sleep 0.1
    done
    ;;
  stop) kill "$(cat "$run/pid")" ;;
  *)
    echo 'Usage: switch.sh [start|stop]' >&2
    exit 2
    ;;
esac
