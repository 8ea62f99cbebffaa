#!/bin/sh
# Boots a machine of the lab, as the first process of its own namespaces.
#
# boot.sh enter DIRECTORY HOSTNAME HOOKS: lays DIRECTORY/tree over the machine's root, in memory,
# and makes that the root; of ifupdown's hooks only those in HOOKS stay. DIRECTORY is /run/labwall then.
# boot.sh inside: starts what a router starts, and goes on to start what /run/labwall/control names.
set -u
umask 022
PATH=/usr/sbin:/sbin:/usr/bin:/bin
LC_ALL=C
export PATH LC_ALL

# fail WORDS: ends with the step that failed; what its program said is above it.
fail() {
  printf '%s\n' "$*" >"$directory/failed"
  exit 1
}

# lay LOWER PLACE: an overlay of LOWER at PLACE of the new root, with what the tree has there on top.
lay() {
  layers=$((layers + 1))
  mkdir -p "$memory/$layers/upper" "$memory/$layers/work"
  if [ -d "$directory/tree$1" ]; then
    cp -R "$directory/tree$1/." "$memory/$layers/upper/" &&
      find "$memory/$layers/upper" -type d -exec chmod 755 {} + || return
  fi
  mount -t overlay -o "lowerdir=$1,upperdir=$memory/$layers/upper,workdir=$memory/$layers/work" \
    labwall "$2"
}

# disks: the directories, other than the root, that file systems with files are mounted at.
disks() {
  while read -r _ place kind _; do
    case $place in
      / | /boot* | /proc* | /sys* | /dev* | /run* | /tmp* | "$directory"* | *\\*) continue ;;
    esac
    case $kind in
      autofs | proc | sysfs | cgroup* | devpts | mqueue | fuse* | nfs* | binfmt_misc) continue ;;
    esac
    if [ -d "$place" ]; then printf '%s\n' "$place"; fi
  done </proc/self/mounts
}

# devices: those of the machine, and places of its own where programs listen, and share memory.
devices() {
  lay /dev "$new/dev" && rm -f "$new/dev/log" || return
  while read -r _ place _; do
    case $place in
      *\\* | /dev/shm*) continue ;;
      /dev/*) mount --bind "$place" "$new$place" || return ;;
    esac
  done </proc/self/mounts
  mkdir -p "$new/dev/shm" && mount -t tmpfs -o mode=1777 shm "$new/dev/shm"
}

# root: the new root, with its own devices, processes and files in memory.
root() {
  mount -t tmpfs -o mode=755 labwall "$memory" || return
  mkdir "$new" && lay / "$new" || return
  for disk in $(disks); do
    lay "$disk" "$new$disk" || return
  done
  devices &&
    mount -t proc proc "$new/proc" &&
    mount --bind /proc/sys "$new/proc/sys" &&
    mount -o remount,bind,ro "$new/proc/sys" &&
    mount --bind /proc/sys/net "$new/proc/sys/net" &&
    mount -t sysfs sysfs "$new/sys" &&
    mount -t tmpfs -o mode=755 run "$new/run" &&
    mount -t tmpfs -o mode=1777 tmp "$new/tmp" &&
    mkdir -p "$new/run/network" "$new/run/lock" "$new/run/labwall" "$new/run/old" \
      "$new/run/openvpn-server" &&
    mount --bind "$directory" "$new/run/labwall"
}

# mask: removes the hooks of ifupdown that the kernel has no devices for, or that are not the
# network's business.
mask() {
  for hook in "$new"/etc/network/if-*.d/*; do
    case " $hooks " in
      *" ${hook##*/} "*) ;;
      *) rm -f "$hook" || return ;;
    esac
  done
}

enter() {
  memory=$directory/root new=$directory/root/new layers=0
  read -r pid _ </proc/self/stat
  printf '%s\n' "$pid" >"$directory/init" || fail 'could not write its files'
  root || fail 'could not make its root'
  mask || fail 'could not remove hooks of ifupdown'
  hostname "$1" || fail 'could not set its host name'
  { cd "$new" && pivot_root . run/old; } || fail 'could not change its root'
  exec chroot . /bin/sh /run/labwall/boot.sh inside
}

# start NAME: starts a daemon of the table; notes how it ends.
start() {
  command=$(sed -n "s/^$1	//p" "$directory/daemons")
  {
    printf 'starting %s\n' "$command"
    # shellcheck disable=SC2086 # several words
    $command
    printf '%s\n' "$?" >"$directory/$1.exit"
  } </dev/null >>"$directory/$1.log" 2>&1 &
}

inside() {
  umount -l /run/old || fail 'could not leave the old root'
  mkfifo "$directory/control" || fail 'could not make its control'
  exec 3<>"$directory/control"
  for file in "$directory"/tree/etc/sysctl.d/*.conf; do
    [ ! -e "$file" ] || sysctl -q -e -p "$file" || fail 'sysctl failed'
  done
  if [ -e "$directory/tree/usr/sbin/labwall-firewall" ]; then
    labwall-firewall start || fail 'labwall-firewall start failed'
  fi
  ifup -a || fail 'ifup -a failed'
  while read -r name _; do
    start "$name"
  done <"$directory/daemons"
  : >"$directory/booted"
  while read -r name <&3; do
    start "$name"
  done
}

case $1 in
  enter)
    directory=$2 hooks=$4
    enter "$3"
    ;;
  inside)
    directory=/run/labwall
    inside
    ;;
esac
