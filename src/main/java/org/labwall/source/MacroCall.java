package org.labwall.source;

/**
 * What put a line of a macro in its place.
 *
 * @param macro the name of the macro
 * @param place the call, or the argument of it from which a word comes
 */
public record MacroCall(String macro, Span place) {}
