/** From nodes to files: what a backend is, and the tree that the backends fill. */
@NullMarked
package org.labwall.backend;

import org.jspecify.annotations.NullMarked;
