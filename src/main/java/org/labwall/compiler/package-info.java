/** The whole way from a source to the files of its roles. */
@NullMarked
package org.labwall.compiler;

import org.jspecify.annotations.NullMarked;
