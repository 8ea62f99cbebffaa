package org.labwall.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Everything that changes a file system while an output directory is written. */
interface Disk {
  /** The disks of this machine. */
  Disk REAL =
      new Disk() {
        @Override
        public boolean exchange(Path one, Path other) {
          return Exchange.atomically(one, other);
        }
      };

  /** Makes a directory where there is nothing. */
  default void makeDirectory(Path directory) throws IOException {
    Files.createDirectory(directory);
  }

  /** Writes a file where there is nothing. */
  default void write(Path file, byte[] content) throws IOException {
    Files.write(file, content, StandardOpenOption.CREATE_NEW);
  }

  /** Writes a file where there is nothing, and lets nobody but its owner read it. */
  default void writePrivate(Path file, byte[] content) throws IOException {
    PrivateFile.write(file, content);
  }

  /** Lets everybody run a file who may read it, where the disk knows of such things. */
  default void makeExecutable(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> permissions = EnumSet.copyOf(view.readAttributes().permissions());
    permissions.add(PosixFilePermission.OWNER_EXECUTE);
    if (permissions.contains(PosixFilePermission.GROUP_READ)) {
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
    }
    if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    view.setPermissions(permissions);
  }

  /** Gives {@code file} a second place, with the times and the permissions that it has. */
  default void copy(Path file, Path place) throws IOException {
    Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
  }

  /** Renames in one step; the new name is free or that of an empty directory. */
  default void rename(Path from, Path to) throws IOException {
    // File systems other than the machine's own want leave to replace the empty directory.
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Gives each of two directories the other's name in one step, or does nothing at all. */
  boolean exchange(Path one, Path other) throws IOException;

  /** Removes a file, a link or an empty directory. */
  default void delete(Path path) throws IOException {
    Files.delete(path);
  }
}
