/** The packet filter of one node: chains, matches and verdicts, in no program's syntax. */
@NullMarked
package org.labwall.filter;

import org.jspecify.annotations.NullMarked;
