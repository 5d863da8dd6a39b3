package dev.goatdb.jvm.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** There is no space for a write; it may succeed when some is freed. */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Java gives the text of the operating system and no number: of ENOSPC, EDQUOT, and Windows. */
  private static final List<String> TEXTS =
      List.of("no space left", "quota exceeded", "not enough space");

  DiskFullException() {
    super("No space left on device");
  }

  DiskFullException(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /** Whether a failure of a store comes from a lack of space. */
  public static boolean isBehind(Throwable failure) {
    return failure.getCause() instanceof DiskFullException;
  }

  /** Whether the text of a failure says that there is no space. */
  static boolean isTold(IOException failure) {
    return failure instanceof FileSystemException file && isTold(file.getReason())
        || isTold(failure.getMessage());
  }

  private static boolean isTold(@Nullable String text) {
    return text != null && TEXTS.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains);
  }
}
