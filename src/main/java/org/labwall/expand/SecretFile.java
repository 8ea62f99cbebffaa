package org.labwall.expand;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;

/**
 * A file of secrets: lines of {@code NAME=value}, empty ones, and comments behind a {@code #} at
 * the start of a line. The value is all that stands behind the {@code =}.
 *
 * <p>What is wrong in it is reported with the number of the line, and never with its text.
 */
final class SecretFile {
  private static final int LARGEST = 1 << 20;

  /** Who runs this process owns it. */
  private static final Path OWN_PROCESS = Path.of("/proc/self");

  private static final Set<PosixFilePermission> ALLOWED =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path file;
  private final Diagnostics diagnostics;
  private final Map<String, String> values = new HashMap<>();

  SecretFile(Path file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  /** The values by their names; none where the file is refused, which is reported. */
  Map<String, String> read() {
    try {
      if (isPrivate()) {
        lines(text());
      }
    } catch (NoSuchFileException missing) {
      refuse("There is no file of secrets `" + file + "`.", "");
    } catch (AccessDeniedException denied) {
      refuse("May not read the secrets in `" + file + "`.", "");
    } catch (CharacterCodingException notText) {
      refuse("The secrets in `" + file + "` are not UTF-8.", "");
    } catch (IOException failure) {
      refuse("Cannot read the secrets in `" + file + "`.", "");
    }
    return values;
  }

  /** Whether nobody but the user can read or change the file, where the system knows of users. */
  private boolean isPrivate() throws IOException {
    if (Files.isDirectory(file)) {
      return refuse("`" + file + "` is a directory.", "");
    }
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return true;
    }
    PosixFileAttributes attributes = view.readAttributes();
    if (!ALLOWED.containsAll(attributes.permissions())) {
      return refuse(
          "The secrets in `%s` are not only its owner's: its mode is `%s`."
              .formatted(file, PosixFilePermissions.toString(attributes.permissions())),
          "`chmod 600 " + file + "` closes it to all others.");
    }
    boolean real = file.getFileSystem() == OWN_PROCESS.getFileSystem();
    if (real && Files.exists(OWN_PROCESS)) {
      String user = Files.getOwner(OWN_PROCESS).getName();
      if (!attributes.owner().equals(Files.getOwner(OWN_PROCESS))) {
        return refuse(
            "The secrets in `%s` belong to `%s`, not to `%s` who runs this."
                .formatted(file, attributes.owner().getName(), user),
            "`install -m 600 FILE COPY` makes a copy that is your own.");
      }
    }
    return true;
  }

  private String text() throws IOException {
    byte[] bytes;
    // A pipe of a shell, `<(pass show site)`, is as good as a file.
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      refuse("The file of secrets `" + file + "` is larger than 1 MiB.", "");
      return "";
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private void lines(String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.startsWith("#")) {
        line(i + 1, line);
      }
    }
  }

  private void line(int number, String line) {
    int equals = line.indexOf('=');
    String name = line.substring(0, Math.max(0, equals));
    String value = line.substring(equals + 1);
    if (!Constants.isName(name)) {
      wrong(number, "is not `NAME=value`", "Nothing stands before the name or around the `=`.");
    } else if (value.isEmpty()) {
      wrong(number, "gives `" + name + "` no value", "");
    } else if (!value.equals(value.strip())) {
      wrong(number, "has a blank before or behind the value of `" + name + "`", "");
    } else if (value.matches("([\"']).*\\1")) {
      wrong(number, "has quotes around the value of `" + name + "`", "Leave them out.");
    } else if (values.putIfAbsent(name, value) != null) {
      wrong(number, "sets `" + name + "` once more", "");
    }
  }

  private void wrong(int number, String what, String hint) {
    refuse("Line " + number + " of the secrets in `" + file + "` " + what + ".", hint);
  }

  private boolean refuse(String message, String hint) {
    Diagnostic diagnostic = Diagnostic.nowhere(Code.SECRETS_FILE, message);
    diagnostics.add(hint.isEmpty() ? diagnostic : diagnostic.hint(hint));
    return false;
  }
}
