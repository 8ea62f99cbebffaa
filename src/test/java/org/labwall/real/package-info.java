/** Runs the programs that compiled trees are for, each tree in a network namespace of its own. */
@NullMarked
package org.labwall.real;

import org.jspecify.annotations.NullMarked;
