#!/bin/sh
# Runs a command in a virtual machine by its agent, one at a time; ends with the command's status.
#
# exec.sh DIRECTORY COMMAND [ARGUMENT]...: DIRECTORY has the agent's pipes. From a terminal the command
# gets one, too, which is as large.
set -u
directory=$1
shift

# words WORD...: a line of a shell that means these words.
words() {
  for word; do
    printf "'%s' " "$(printf '%s' "$word" | sed "s/'/'\\\\''/g")"
  done
}

# between PIPE WORD: prints what comes out of a pipe between two lines of WORD, the second of which
# may follow a text without an end; ends with the status that stands behind that.
between() {
  awk -W interactive -v word="$2" '
    !inside { inside = $0 == word; next }
    at = index($0, word) {
      printf "%s", substr($0, 1, at - 1)
      status = substr($0, at + length(word) + 1)
      ended = 1
      exit
    }
    { print; fflush() }
    END {
      if (!ended) print "exec.sh: the machine is off." >"/dev/stderr"
      exit ended ? status + 0 : 255
    }' <"$directory/$1"
}

# connect: leads this terminal to the one of the machine, which does all that keys mean.
connect() {
  stty raw -echo
  cat <"$directory/terminal.out" &
  display=$!
  # Of what runs in the background the standard input is nothing, unless it is said.
  exec 4<&0
  cat <&4 >"$directory/terminal.in" &
  keys=$!
}

# disconnect: undoes it, once the last words have come.
disconnect() {
  [ -n "$keys" ] || return
  sleep 0.1
  kill "$keys" "$display" 2>/dev/null
  stty "$before"
}

exec 9>"$directory/agent.lock"
flock 9
word=$(tr -dc a-f0-9 </dev/urandom | head -c 32)
terminal='' keys=''
if [ -t 0 ] && [ -t 1 ]; then
  before=$(stty -g)
  terminal="$(stty size) ${TERM:-linux}"
  connect
fi
# Whoever is interrupted ends what he has begun.
trap 'echo "stop $(echo : | base64)" >"$directory/agent0.in"; disconnect; exit 130' INT TERM HUP
printf '%s %s %s\n' "$word" "$(words "$@" | base64 -w 0)" "$terminal" >"$directory/agent0.in"
between agent2.out "$word" >&2 &
errors=$!
between agent1.out "$word"
status=$?
wait "$errors"
disconnect
exit "$status"
