package org.labwall.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which devices the kernel has. What it has not, cables of the same names take the place of.
 *
 * @param vlans whether it has 802.1Q VLANs
 * @param bonds whether it has bonds
 */
record Kernel(boolean vlans, boolean bonds) {
  private static final String PROBE =
      """
      ip link add v type veth peer name w
      ip link add link v name v.1 type vlan id 1 2>/dev/null && echo vlans
      ip link add b type bond 2>/dev/null && echo bonds
      exit 0
      """;

  /** The kernel of this machine, which must let network namespaces be made. */
  static Kernel probe(Program program) throws IOException {
    Program.Result result =
        program.run(List.of("unshare", "--net", "--mount", "--pid", "--fork", "sh", "-s"), PROBE);
    if (result.status() != 0) {
      throw new LabException(
          "This machine lets no namespaces be made.", Words.last(result.output()));
    }
    return parse(result.output());
  }

  /** What {@link #toString} wrote. */
  static Kernel parse(String words) {
    return new Kernel(words.contains("vlans"), words.contains("bonds"));
  }

  /** The hooks of ifupdown that make devices, where the kernel has these. */
  List<String> hooks() {
    List<String> hooks = new ArrayList<>(List.of("ip"));
    if (vlans) {
      hooks.add("vlan");
    }
    if (bonds) {
      hooks.add("ifenslave");
    }
    return hooks;
  }

  @Override
  public String toString() {
    return (vlans ? "vlans " : "") + (bonds ? "bonds " : "");
  }
}
