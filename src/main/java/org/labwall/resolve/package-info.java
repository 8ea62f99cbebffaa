/**
 * From statements to the site: what each name, address and column means.
 *
 * <p>What is wrong with one value is reported here; what values mean for each other is the matter
 * of {@code check}.
 */
@NullMarked
package org.labwall.resolve;

import org.jspecify.annotations.NullMarked;
