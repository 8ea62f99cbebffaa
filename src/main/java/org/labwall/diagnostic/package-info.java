/** What the compiler has to say about a source, and the forms in which it says it. */
@NullMarked
package org.labwall.diagnostic;

import org.jspecify.annotations.NullMarked;
