/**
 * What a machine has loaded: the rules of its packet filter as its own programs write them down,
 * read back into records that know no program's syntax.
 *
 * <p>Nothing here knows how we write these files. What is not understood is a diagnostic, and never
 * left out.
 */
@NullMarked
package org.labwall.loaded;

import org.jspecify.annotations.NullMarked;
