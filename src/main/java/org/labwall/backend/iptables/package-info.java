/**
 * Writes {@code etc/iptables/rules.v4} and {@code rules.v6} as iptables-restore(8) reads them and
 * Debian's netfilter-persistent loads them; matches and targets as in iptables-extensions(8).
 */
@NullMarked
package org.labwall.backend.iptables;

import org.jspecify.annotations.NullMarked;
