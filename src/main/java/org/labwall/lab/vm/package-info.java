/** Roles as virtual machines of QEMU, on a switch of VDE with 802.1Q. */
@NullMarked
package org.labwall.lab.vm;

import org.jspecify.annotations.NullMarked;
