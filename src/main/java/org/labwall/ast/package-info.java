/** The statements of a source as they are written: names unresolved, every node with its span. */
@NullMarked
package org.labwall.ast;

import org.jspecify.annotations.NullMarked;
