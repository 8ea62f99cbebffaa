/** What one role is: its part of the site, ready for the backends. */
@NullMarked
package org.labwall.project;

import org.jspecify.annotations.NullMarked;
