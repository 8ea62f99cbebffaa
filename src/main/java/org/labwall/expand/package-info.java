/** Puts included files and constants in their places. */
@NullMarked
package org.labwall.expand;

import org.jspecify.annotations.NullMarked;
