/** Boot images: a role's unchanged tree with the programs and modules of Debian that it needs. */
@NullMarked
package org.labwall.lab.image;

import org.jspecify.annotations.NullMarked;
