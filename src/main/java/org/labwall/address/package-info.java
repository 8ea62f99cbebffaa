/** Addresses of both families: prefixes, ranges, sets of addresses, and lookups by prefix. */
@NullMarked
package org.labwall.address;

import org.jspecify.annotations.NullMarked;
