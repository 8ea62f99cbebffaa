/** From the statements as written to those that are meant: includes, constants, macros. */
@NullMarked
package org.labwall.expand;

import org.jspecify.annotations.NullMarked;
