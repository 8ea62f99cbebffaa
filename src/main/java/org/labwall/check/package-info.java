/** What must hold across networks, roles and rules: one class for each thing that is checked. */
@NullMarked
package org.labwall.check;

import org.jspecify.annotations.NullMarked;
