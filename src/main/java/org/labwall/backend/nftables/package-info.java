/**
 * Writes {@code etc/nftables.conf} as nft(8) 1.0.6 reads it and Debian's nftables.service loads it.
 */
@NullMarked
package org.labwall.backend.nftables;

import org.jspecify.annotations.NullMarked;
