/**
 * Writes {@code etc/sysctl.d/60-labwall.conf}; the format is that of sysctl.d(5), the keys are
 * those of the kernel's Documentation/networking/ip-sysctl.rst.
 */
@NullMarked
package org.labwall.backend.sysctl;

import org.jspecify.annotations.NullMarked;
