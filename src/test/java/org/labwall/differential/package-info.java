/**
 * Compares what compiled filters do in the kernel with what the source says, packet by packet, on
 * random sites.
 */
@NullMarked
package org.labwall.differential;

import org.jspecify.annotations.NullMarked;
