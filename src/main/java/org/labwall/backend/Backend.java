package org.labwall.backend;

import java.util.List;
import org.labwall.model.Site;
import org.labwall.project.Node;

/** Writes files of one kind, for machines and for those who need them. */
public interface Backend {

  /** The files that belong to no machine, none where it writes none of this kind. */
  default List<OutputFile> files(Site site) {
    return List.of();
  }

  /** The files of {@code node}, none where it needs none of this kind. */
  List<OutputFile> files(Node node);
}
