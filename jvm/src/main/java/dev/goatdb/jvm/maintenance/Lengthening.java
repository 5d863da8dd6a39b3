package dev.goatdb.jvm.maintenance;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.store.LogFiles;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A log that gets longer, if there is anything to add: a copy of it is made at the first byte. */
final class Lengthening implements AutoCloseable {
  private final LogFiles files;
  private final String log;
  private final StoredBytes before;
  private long from;
  private @Nullable LogFileWriter out;

  Lengthening(LogFiles files, String log, StoredBytes before) {
    this.files = files;
    this.log = log;
    this.before = before;
  }

  /** What is added stands at a position; what the log holds behind that goes. */
  void from(long position) {
    from = position;
  }

  /** Throws {@code StorageFailed}. */
  void write(Octets bytes) {
    LogFileWriter writer = out;
    if (writer == null) {
      writer = begin();
      out = writer;
    }
    writer.write(bytes);
  }

  private LogFileWriter begin() {
    try {
      LogFileWriter writer = new LogFileWriter(files, log);
      writer.copy(before, from);
      return writer;
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not write the log of " + log + ": " + failed.getMessage() + ".",
              "Check the disk and its free space.")
          .causedBy(failed);
    }
  }

  /** Puts the longer log in place; false where nothing was added. */
  boolean putInPlace() throws IOException {
    if (out == null) {
      return false;
    }
    out.putInPlace();
    return true;
  }

  @Override
  public void close() {
    if (out != null) {
      out.close();
    }
  }
}
