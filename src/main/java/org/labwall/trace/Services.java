package org.labwall.trace;

import java.util.List;
import org.labwall.model.Service;

/** What words for services mean. */
public interface Services {
  /** The services of a word, at least one; a {@link BadQuestion} where it is none. */
  List<Service> of(String word);
}
