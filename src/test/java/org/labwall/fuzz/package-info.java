/** Broken sources by the thousand: whatever a source holds, the compiler answers in words. */
@NullMarked
package org.labwall.fuzz;

import org.jspecify.annotations.NullMarked;
