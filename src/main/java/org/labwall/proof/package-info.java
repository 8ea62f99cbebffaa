/**
 * Proves that rules which a machine loads mean what the source says, for every packet.
 *
 * <p>Both are made decision diagrams ({@link org.labwall.packet.Diagrams}) over the same numbered
 * fields: {@link org.labwall.proof.LoadedRules} follows the chains of a file as the kernel does,
 * {@link org.labwall.proof.WrittenRules} reads the source as the language says it. Diagrams that
 * are equal are one, so the proof itself is a comparison; where they differ, a path on which they
 * do is a packet to show.
 */
@NullMarked
package org.labwall.proof;

import org.jspecify.annotations.NullMarked;
