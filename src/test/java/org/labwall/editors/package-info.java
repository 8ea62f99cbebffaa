/**
 * Makes the files of {@code editors/} from the compiler's own lexer and grammar, and tries them.
 */
@NullMarked
package org.labwall.editors;

import org.jspecify.annotations.NullMarked;
