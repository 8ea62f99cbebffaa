package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What ifupdown makes of a tree. */
final class Ifupdown {
  private Ifupdown() {}

  /** Reads the file, says what it would do, and does it. */
  static void check(RoleTree tree, Namespace namespace, Path scratch) throws IOException {
    String file = tree.interfaces().toString();
    List<String> automatic = tree.automatic();
    Namespace.Result list = namespace.run("ifquery", "--list", "-i", file).check();
    assertEquals(String.join("\n", automatic), list.output().strip());

    List<String> dry = ifup(tree, scratch);
    dry.addAll(List.of("--no-act", "--force", "-v"));
    Namespace.Result plan = namespace.run(dry.toArray(String[]::new)).check();
    for (String address : tree.addresses()) {
      assertTrue(plan.output().contains(" addr add " + address + "/"), () -> address + plan);
    }

    // Hooks make VLANs and bonds, for which links stand in here; a provider there is none.
    List<String> real = ifup(tree, scratch);
    real.add("--no-scripts");
    for (String name : tree.dhcp()) {
      real.addAll(List.of("-X", name));
    }
    Namespace.Result done = namespace.run(real.toArray(String[]::new)).check();
    assertTrue(!done.output().contains("ailed"), done::toString);
    String addresses = namespace.run("ip", "-o", "address", "show").check().output();
    for (String address : tree.addresses()) {
      assertTrue(addresses.contains(" " + address + "/"), () -> address + "\n" + addresses + done);
    }
    String links = namespace.run("ip", "-br", "link", "show", "up").check().output();
    for (String name : automatic) {
      boolean up = Pattern.compile("(?m)^" + Pattern.quote(name) + "[@ ]").matcher(links).find();
      assertTrue(up || tree.dhcp().contains(name), () -> name + "\n" + links + done);
    }
  }

  private static List<String> ifup(RoleTree tree, Path scratch) {
    return new ArrayList<>(
        List.of(
            "ifup", "-a", "-i", tree.interfaces().toString(), "--state-dir", scratch.toString()));
  }
}
