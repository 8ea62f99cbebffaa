/** Tries out whether a running lab does what its source says. */
@NullMarked
package org.labwall.lab.trial;

import org.jspecify.annotations.NullMarked;
