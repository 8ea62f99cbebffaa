package org.labwall.backend;

import java.util.List;
import org.labwall.project.Node;

/** Writes files of one kind for a machine. */
public interface Backend {

  /** The files of {@code node}, none where it needs none of this kind. */
  List<OutputFile> files(Node node);
}
