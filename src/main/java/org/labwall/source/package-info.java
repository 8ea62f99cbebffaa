/** Source files and the places in them. */
@NullMarked
package org.labwall.source;

import org.jspecify.annotations.NullMarked;
