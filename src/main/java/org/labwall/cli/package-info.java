/** The command line: the only place with standard output and exit codes. */
@NullMarked
package org.labwall.cli;

import org.jspecify.annotations.NullMarked;
