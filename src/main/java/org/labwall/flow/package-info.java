/**
 * Flows: sets of packets in the words of a source, who may speak to whom by which services.
 *
 * <p>What the proof computes is cut into parts, each some sources times some destinations times
 * some services, and each of these is named as the source names it. {@link
 * org.labwall.flow.FlowChanges} tells two policies apart, {@link org.labwall.flow.Matrix} shows
 * what one lets pass.
 */
@NullMarked
package org.labwall.flow;

import org.jspecify.annotations.NullMarked;
