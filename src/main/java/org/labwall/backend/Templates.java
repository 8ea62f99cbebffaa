package org.labwall.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.stringtemplate.v4.AutoIndentWriter;
import org.stringtemplate.v4.Interpreter;
import org.stringtemplate.v4.ModelAdaptor;
import org.stringtemplate.v4.ST;
import org.stringtemplate.v4.STErrorListener;
import org.stringtemplate.v4.STGroup;
import org.stringtemplate.v4.STGroupString;
import org.stringtemplate.v4.misc.STMessage;

/**
 * The templates of one backend.
 *
 * <p>A template gets one record, its view, as {@code view}. The components of a view are final
 * text, booleans, lists and further views; anything that a template cannot lay out is an {@link
 * IllegalArgumentException}, never a gap in a file.
 */
public final class Templates {
  private final STGroup group;

  private Templates(STGroup group) {
    this.group = group;
  }

  /** The templates of {@code file}, which lies beside the class {@code backend}. */
  public static Templates of(Class<?> backend, String file) {
    STGroup group = new STGroupString(file, text(backend, file), '<', '>');
    group.setListener(new Thrower());
    group.registerModelAdaptor(Record.class, new Components());
    return new Templates(group);
  }

  /** What the template {@code name} makes of {@code view}; its lines end with {@code \n}. */
  // Groups share caches between their templates, and tests compile in parallel.
  public synchronized String render(String name, Record view) {
    ST template = group.getInstanceOf(name);
    if (template == null) {
      throw new IllegalArgumentException("no template " + name + " in " + group.getName());
    }
    template.add("view", view);
    StringWriter text = new StringWriter();
    template.write(new AutoIndentWriter(text, "\n"), Locale.ROOT);
    return text.toString();
  }

  private static String text(Class<?> backend, String file) {
    try (InputStream in = backend.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no " + file + " beside " + backend.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the components of records, which StringTemplate by itself renders as nothing. */
  private static final class Components implements ModelAdaptor<Record> {
    @Override
    public Object getProperty(
        Interpreter interpreter, ST self, Record view, Object property, String name) {
      Object value;
      try {
        var accessor = view.getClass().getDeclaredMethod(name);
        accessor.setAccessible(true);
        value = accessor.invoke(view);
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("no " + name + " in a " + view.getClass(), e);
      }
      if (value == null || value instanceof Optional) {
        throw new IllegalArgumentException(name + " of a " + view.getClass() + " is " + value);
      }
      return value;
    }
  }

  /** Makes an exception of what StringTemplate would print and go on from. */
  private static final class Thrower implements STErrorListener {
    @Override
    public void compileTimeError(STMessage message) {
      throw new IllegalArgumentException(message.toString());
    }

    @Override
    public void runTimeError(STMessage message) {
      throw new IllegalArgumentException(message.toString(), message.cause);
    }

    @Override
    public void IOError(STMessage message) {
      throw new IllegalArgumentException(message.toString(), message.cause);
    }

    @Override
    public void internalError(STMessage message) {
      throw new IllegalArgumentException(message.toString(), message.cause);
    }
  }
}
