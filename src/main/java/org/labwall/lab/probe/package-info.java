/**
 * Sends packets into a running lab and sees what becomes of them.
 *
 * <p>Raw sockets do both, and {@code setns} puts them where they are needed; JNA calls the kernel,
 * so that nothing is compiled and no program is needed. Every packet carries a mark and a number,
 * by which it is known again wherever it is met.
 */
@NullMarked
package org.labwall.lab.probe;

import org.jspecify.annotations.NullMarked;
