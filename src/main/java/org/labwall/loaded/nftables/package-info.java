/**
 * Reads what {@code nft -f} loads, and what {@code nft list ruleset} prints.
 *
 * <p>nftables 1.0.6; of its language as much as packet filters of hosts and routers use. Sets that
 * fill themselves, expressions on marks and the like are not known.
 */
@NullMarked
package org.labwall.loaded.nftables;

import org.jspecify.annotations.NullMarked;
