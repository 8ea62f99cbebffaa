package org.labwall.model;

import org.labwall.source.Span;

/**
 * A device that comes up without an address: a trunk, or a leg-less port.
 *
 * @param name the device
 * @param settings what interfaces(5) is told of it
 * @param span the statement that names it first
 */
public record Device(String name, InterfaceSettings settings, Span span) {}
