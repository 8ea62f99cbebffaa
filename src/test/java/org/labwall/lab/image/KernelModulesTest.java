package org.labwall.lab.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.labwall.lab.LabException;

class KernelModulesTest {
  private static final String RELEASE = "6.1.0-1-amd64";

  private final Path modules =
      Jimfs.newFileSystem(Configuration.unix()).getPath("/lib/modules", RELEASE);

  @Test
  void whatIsNeededComesAlongAndIsLoadedFirst() throws IOException {
    module("kernel/net/802/stp.ko", "depends=");
    module("kernel/net/llc/llc.ko", "depends=");
    module("kernel/net/802/garp.ko", "depends=stp,llc");
    module("kernel/net/8021q/8021q.ko", "depends=garp", "alias=rtnl-link-vlan");
    module("kernel/drivers/net/ethernet/igb.ko", "depends=i2c-algo", "softdep=pre: ptp");
    module("kernel/drivers/i2c/i2c-algo.ko", "license=GPL");
    module("kernel/drivers/net/ethernet/other.ko", "depends=");
    assertEquals(
        """
        kernel/net/8021q/8021q.ko: kernel/net/802/garp.ko kernel/net/llc/llc.ko kernel/net/802/stp.ko
        kernel/net/802/garp.ko: kernel/net/llc/llc.ko kernel/net/802/stp.ko
        kernel/drivers/i2c/i2c-algo.ko:
        kernel/drivers/net/ethernet/igb.ko: kernel/drivers/i2c/i2c-algo.ko
        kernel/net/llc/llc.ko:
        kernel/net/802/stp.ko:
        """,
        packed("modules.dep", "igb"));
    assertEquals("alias rtnl-link-vlan 8021q\n", packed("modules.alias", "igb"));
    assertEquals("softdep igb pre: ptp\n", packed("modules.softdep", "igb"));
  }

  @Test
  void aModuleThatTheKernelDoesNotHaveIsAnError() throws IOException {
    module("kernel/net/802/stp.ko");
    LabException none = assertThrows(LabException.class, () -> packed("modules.dep", "ixgbe"));
    assertEquals("The kernel 6.1.0-1-amd64 has no module `ixgbe`.", none.diagnostic().message());
  }

  /** A table of modprobe(8) in an image that has module {@code more}. */
  private String packed(String table, String more) throws IOException {
    BootKernel kernel = new BootKernel(RELEASE, modules.resolve("vmlinuz"), modules);
    RootTree root = new RootTree();
    KernelModules.of(kernel, List.of(more)).into(root, RELEASE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    root.write(out);
    String archive = out.toString(StandardCharsets.ISO_8859_1);
    int name = archive.indexOf("/" + table + "\0");
    int header = archive.lastIndexOf("070701", name);
    int size = Integer.parseInt(archive.substring(header + 54, header + 62), 16);
    int start = (name + table.length() + 2 + 3) / 4 * 4;
    return archive.substring(start, start + size);
  }

  /** Writes an object file that has nothing but the section .modinfo. */
  private void module(String path, String... words) throws IOException {
    byte[] names = "\0.modinfo\0.names\0".getBytes(StandardCharsets.US_ASCII);
    byte[] info =
        String.join("", Stream.of(words).map(it -> it + "\0").toList())
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer elf =
        ByteBuffer.allocate(64 + names.length + info.length + 3 * 64)
            .order(ByteOrder.LITTLE_ENDIAN);
    int sections = 64 + names.length + info.length;
    elf.putLong(0x28, sections);
    elf.putShort(0x3a, (short) 64).putShort(0x3c, (short) 3).putShort(0x3e, (short) 2);
    elf.position(64).put(names).put(info);
    section(elf, sections + 64, 1, 64 + names.length, info.length);
    section(elf, sections + 128, 10, 64, names.length);
    Path file = modules.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, elf.array());
  }

  private static void section(ByteBuffer elf, int header, int name, int offset, int size) {
    elf.putInt(header, name).putLong(header + 0x18, offset).putLong(header + 0x20, size);
  }
}
