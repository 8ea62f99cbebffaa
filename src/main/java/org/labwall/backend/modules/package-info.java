/** Writes {@code etc/modules-load.d/labwall.conf}; the format is that of modules-load.d(5). */
@NullMarked
package org.labwall.backend.modules;

import org.jspecify.annotations.NullMarked;
