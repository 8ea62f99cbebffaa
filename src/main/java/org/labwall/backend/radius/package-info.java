/**
 * Writes what decides by RADIUS who may join a VPN: the script that OpenVPN asks (openvpn(8),
 * {@code --client-connect}), what it has to know, and what a FreeRADIUS server is told (users(5),
 * clients.conf(5)).
 */
@NullMarked
package org.labwall.backend.radius;

import org.jspecify.annotations.NullMarked;
