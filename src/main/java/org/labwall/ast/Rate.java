package org.labwall.ast;

import java.util.Optional;

/** {@code n/unit [burst n]}: how many packets in a time, and at once. */
public record Rate(Word packets, Optional<Word> burst) {}
