/**
 * Writes {@code etc/keepalived/keepalived.conf}; the format is that of keepalived.conf(5), 2.2.7.
 */
@NullMarked
package org.labwall.backend.keepalived;

import org.jspecify.annotations.NullMarked;
