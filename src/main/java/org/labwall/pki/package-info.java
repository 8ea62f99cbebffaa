/**
 * Keys and certificates of a VPN, for those who have no authority that makes them: the work is done
 * by openssl(1) and {@code openvpn --genkey}.
 */
@NullMarked
package org.labwall.pki;

import org.jspecify.annotations.NullMarked;
