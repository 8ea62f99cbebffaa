package org.labwall.ast;

import java.util.Optional;
import java.util.Set;
import org.labwall.ast.Statement.Naming;

/** Services that are declared elsewhere than in a source: those of the standard library. */
public interface Definitions {
  /** The names of all services, in their order. */
  Set<String> services();

  /** The declaration of the service that is called {@code name}; the same one each time. */
  Optional<Naming> service(String name);
}
