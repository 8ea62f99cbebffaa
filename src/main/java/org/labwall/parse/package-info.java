/**
 * From text to statements; the only package that knows ANTLR.
 *
 * <p>The grammar lies in {@code grammar/}. A statement's tree is turned into a node of {@code ast}
 * and dropped as soon as the statement ends, so that a large source never is in memory as a tree.
 */
@NullMarked
package org.labwall.parse;

import org.jspecify.annotations.NullMarked;
