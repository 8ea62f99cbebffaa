package org.labwall.lab.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a kernel module says of itself in its section {@code .modinfo}. See elf(5), modinfo(8).
 *
 * @param path its path below the directory of modules
 * @param needs the names of the modules that it needs
 * @param aliases the patterns that it is asked for by
 * @param softDependencies lines of modules.softdep(5), without the module's name
 */
record KernelModule(
    String path, List<String> needs, List<String> aliases, List<String> softDependencies) {
  private static final int SECTIONS = 0x28;
  private static final int SECTION_LENGTH = 0x3a;
  private static final int SECTION_COUNT = 0x3c;
  private static final int NAME_SECTION = 0x3e;
  private static final int OFFSET = 0x18;
  private static final int SIZE = 0x20;

  KernelModule {
    needs = List.copyOf(needs);
    aliases = List.copyOf(aliases);
    softDependencies = List.copyOf(softDependencies);
  }

  /** The module in the file {@code path} below {@code directory}. */
  static KernelModule read(Path directory, String path) throws IOException {
    List<String> words = modinfo(Files.readAllBytes(directory.resolve(path)));
    return new KernelModule(
        path,
        values(words, "depends=")
            .flatMap(it -> Stream.of(it.split(",", -1)))
            .filter(it -> !it.isEmpty())
            .map(KernelModule::canonical)
            .toList(),
        values(words, "alias=").toList(),
        values(words, "softdep=").toList());
  }

  /** A name as the kernel has it: files may be called otherwise. */
  static String canonical(String name) {
    return name.replace('-', '_');
  }

  /** Its name. */
  String name() {
    return canonical(path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.ko$", ""));
  }

  private static Stream<String> values(List<String> words, String key) {
    return words.stream().filter(it -> it.startsWith(key)).map(it -> it.substring(key.length()));
  }

  private static List<String> modinfo(byte[] content) {
    ByteBuffer elf = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int names = (int) elf.getLong(header(elf, elf.getShort(NAME_SECTION)) + OFFSET);
    for (int i = 0; i < elf.getShort(SECTION_COUNT); i++) {
      int header = header(elf, i);
      if (text(content, names + elf.getInt(header)).equals(".modinfo")) {
        return texts(content, (int) elf.getLong(header + OFFSET), (int) elf.getLong(header + SIZE));
      }
    }
    return List.of();
  }

  private static int header(ByteBuffer elf, int section) {
    return (int) elf.getLong(SECTIONS) + section * elf.getShort(SECTION_LENGTH);
  }

  private static List<String> texts(byte[] content, int start, int size) {
    List<String> texts = new ArrayList<>();
    for (int i = start; i < start + size; i++) {
      String text = text(content, i);
      if (!text.isEmpty()) {
        texts.add(text);
      }
      i += text.length();
    }
    return texts;
  }

  /** The bytes from {@code start} to the next zero. */
  private static String text(byte[] content, int start) {
    int end = start;
    while (content[end] != 0) {
      end++;
    }
    return new String(content, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
