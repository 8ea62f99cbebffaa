/**
 * Reads what iptables-restore(8) and ipset(8) load, and what iptables-save(8) and {@code ipset
 * save} print.
 *
 * <p>iptables 1.8.9 and ipset 7.17, on Linux 6.1.
 */
@NullMarked
package org.labwall.loaded.iptables;

import org.jspecify.annotations.NullMarked;
