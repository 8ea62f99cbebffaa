package org.labwall.backend;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Linux's renameat2(2) with RENAME_EXCHANGE: two directories swap their names in one step.
 *
 * <p>Java has no such call, and two renames would leave a moment without any output directory. The
 * foreign function interface is final since Java 22 only, one above our language level, and so it
 * is called by reflection; it works as well on 21, where it is a preview. It costs about 20 ms with
 * the launcher's cache and 60 ms without, but only where a tree that changed is replaced.
 */
final class Exchange {
  private static final int AT_FDCWD = -100;
  private static final int RENAME_EXCHANGE = 2;

  private Exchange() {}

  /**
   * Swaps {@code one} and {@code other}; false where nothing happened, for this system, file system
   * or Java cannot do it.
   */
  static boolean atomically(Path one, Path other) {
    if (one.getFileSystem() != FileSystems.getDefault()
        || !System.getProperty("os.name", "").equals("Linux")) {
      return false;
    }
    try (Foreign foreign = new Foreign()) {
      Object result =
          foreign
              .renameat2()
              .invokeWithArguments(
                  AT_FDCWD, foreign.text(one), AT_FDCWD, foreign.text(other), RENAME_EXCHANGE);
      return result.equals(0);
    } catch (Throwable unsupported) {
      // Whatever it is, the caller knows a second way, whose errors are worth reading.
      return false;
    }
  }

  /** The few calls of java.lang.foreign that are needed, spelt as reflection wants them. */
  private static final class Foreign implements AutoCloseable {
    private final Class<?> arenas = type("Arena");
    private final Class<?> segments = type("MemorySegment");
    private final Class<?> layouts = type("MemoryLayout");
    private final AutoCloseable arena = (AutoCloseable) arenas.getMethod("ofConfined").invoke(null);

    Foreign() throws ReflectiveOperationException {}

    MethodHandle renameat2() throws ReflectiveOperationException {
      Class<?> linkers = type("Linker");
      Class<?> descriptors = type("FunctionDescriptor");
      Object linker = linkers.getMethod("nativeLinker").invoke(null);
      Object library = linkers.getMethod("defaultLookup").invoke(linker);
      Optional<?> function =
          (Optional<?>)
              type("SymbolLookup").getMethod("find", String.class).invoke(library, "renameat2");
      Object integer = type("ValueLayout").getField("JAVA_INT").get(null);
      Object pointer = type("ValueLayout").getField("ADDRESS").get(null);
      Object parameters = Array.newInstance(layouts, 5);
      Object[] each = {integer, pointer, integer, pointer, integer};
      System.arraycopy(each, 0, parameters, 0, each.length);
      Object descriptor =
          descriptors
              .getMethod("of", layouts, parameters.getClass())
              .invoke(null, integer, parameters);
      Class<?> options = type("Linker$Option").arrayType();
      return (MethodHandle)
          linkers
              .getMethod("downcallHandle", segments, descriptors, options)
              .invoke(
                  linker,
                  function.orElseThrow(),
                  descriptor,
                  Array.newInstance(type("Linker$Option"), 0));
    }

    /** A path as the system takes it, with a zero at the end. */
    Object text(Path path) throws ReflectiveOperationException {
      String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
      byte[] bytes = (path.toAbsolutePath() + "\0").getBytes(Charset.forName(encoding));
      Object text = arenas.getMethod("allocate", long.class).invoke(arena, (long) bytes.length);
      Object heap = segments.getMethod("ofArray", byte[].class).invoke(null, (Object) bytes);
      return segments.getMethod("copyFrom", segments).invoke(text, heap);
    }

    @Override
    public void close() throws Exception {
      arena.close();
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
      return Class.forName("java.lang.foreign." + name);
    }
  }
}
