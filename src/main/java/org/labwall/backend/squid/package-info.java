/**
 * Writes {@code etc/squid/squid.conf}; the format is that of squid 5's squid.conf.documented. The
 * proxy stands before the VPNs of a machine and leads nowhere else.
 */
@NullMarked
package org.labwall.backend.squid;

import org.jspecify.annotations.NullMarked;
