/** What other compilers of firewalls get wrong, and how it is known that this one does not. */
@NullMarked
package org.labwall.traps;

import org.jspecify.annotations.NullMarked;
