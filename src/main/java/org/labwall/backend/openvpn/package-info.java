/**
 * Writes what OpenVPN's daemons and clients read, in the format of openvpn(8) 2.6, and what systemd
 * is told of Debian's units for them (systemd.unit(5)).
 */
@NullMarked
package org.labwall.backend.openvpn;

import org.jspecify.annotations.NullMarked;
