package org.labwall.model;

import org.labwall.ast.Word;

/**
 * A text that may name the role: the same for all roles in the model, final for one of them.
 *
 * @param marked the text, with {@link Word#ROLE} where the role's name stands and {@link
 *     Word#HOST_NAME} where its host name does
 */
public record RoleText(String marked) {

  /** The text for one role. */
  public String of(Role role) {
    return marked
        .replace(String.valueOf(Word.ROLE), role.name())
        .replace(String.valueOf(Word.HOST_NAME), role.hostName());
  }
}
