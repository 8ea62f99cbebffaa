/**
 * Writes {@code usr/sbin/labwall-firewall}, which loads the packet filter by iptables-restore(8) or
 * nft(8); it is written in the shell of POSIX.
 */
@NullMarked
package org.labwall.backend.loader;

import org.jspecify.annotations.NullMarked;
