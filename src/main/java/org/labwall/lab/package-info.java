/** Runs the compiled trees of a site, unchanged and on real daemons, in namespaces of Linux. */
@NullMarked
package org.labwall.lab;

import org.jspecify.annotations.NullMarked;
