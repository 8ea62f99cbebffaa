/**
 * Writes {@code etc/radvd.conf}, in the format of radvd.conf(5) 2.19, and what systemd is told of
 * radvd where the way out is a VPN.
 */
@NullMarked
package org.labwall.backend.radvd;

import org.jspecify.annotations.NullMarked;
