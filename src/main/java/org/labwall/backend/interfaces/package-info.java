/** Writes {@code etc/network/interfaces}; the format is that of interfaces(5), ifupdown 0.8.41. */
@NullMarked
package org.labwall.backend.interfaces;

import org.jspecify.annotations.NullMarked;
