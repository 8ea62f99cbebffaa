#!/bin/sh
# Runs a virtual machine of the lab, and sorts what its console says into the files by which one
# hears of a router, as boot.sh writes them.
#
# vm.sh DIRECTORY COMMAND...: COMMAND is QEMU, which writes its number to DIRECTORY/init.
set -u
directory=$1
shift
: >"$directory/boot.log"
rm -f "$directory/control" "$directory"/*.in "$directory"/*.out
for pipe in agent0 agent1 agent2 terminal; do
  mkfifo "$directory/$pipe.in" "$directory/$pipe.out"
done
mkfifo "$directory/control"
"$@" </dev/null 2>&1 | awk -W interactive -v directory="$directory" '
  BEGIN { log_file = directory "/boot.log" }
  { sub(/\r$/, "") }
  $1 == "labwall:" && $4 == "started" {
    name = substr($3, 1, length($3) - 1)
    log_file = directory "/" name ".log"
    system("rm -f " directory "/" name ".exit")
    sub(/.*: started /, "")
    print "starting " $0 >>log_file
    fflush(log_file)
    next
  }
  $1 == "labwall:" && $4 == "ENDED" {
    file = directory "/" substr($3, 1, length($3) - 1) ".exit"
    print $NF >file
    close(file)
  }
  $1 == "labwall:" && $3 == "ready" {
    file = directory "/booted"
    printf "" >file
    close(file)
    next
  }
  # What could not be done is the end of it.
  $1 == "labwall:" && $3 == "ready," {
    sub(/.*ready, but for: /, "")
    file = directory "/failed"
    print $0 " failed" >file
    close(file)
    system("kill $(cat " directory "/init)")
  }
  {
    print >>log_file
    fflush(log_file)
  }'
