/**
 * Follows one packet through a machine: through the source, by the {@link
 * org.labwall.packet.Judge}, and through the rules that are generated from it, as their programs
 * read them back. Both must say the same; what they cite is what an administrator wants to see.
 */
@NullMarked
package org.labwall.trace;

import org.jspecify.annotations.NullMarked;
