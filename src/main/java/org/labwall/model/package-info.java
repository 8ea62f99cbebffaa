/** The site that a source describes: all of its roles at once, every name resolved. */
@NullMarked
package org.labwall.model;

import org.jspecify.annotations.NullMarked;
