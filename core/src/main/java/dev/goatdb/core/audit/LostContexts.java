package dev.goatdb.core.audit;

import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The numbers that commits of a log name for their session and schema, where the record that gave
 * one may be lost. The seal over a commit says whose it is; of the schemas that are known, the
 * right one gives the root that was signed.
 */
final class LostContexts {
  private static final int MOST_LOST = 3;

  private final Contexts contexts;
  private final Set<SchemaId> schemas;
  private final Set<Integer> given = new HashSet<>();

  LostContexts(Contexts contexts, Collection<SchemaId> schemas) {
    this.contexts = contexts;
    this.schemas = new LinkedHashSet<>(schemas);
  }

  /** The schemas that the records of a log name, as far as they can be read. */
  static Set<SchemaId> schemas(StoredBytes log) {
    Set<SchemaId> all = new LinkedHashSet<>();
    boolean begins = log.read(0, LogFile.MAGIC.size()).equals(LogFile.MAGIC);
    LogCursor cursor = LogCursor.at(log, begins ? LogFile.MAGIC.size() : 0);
    for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
      if (record.type() == LogRecord.Type.CONTEXT) {
        all.add(schema(record.payload()));
      }
    }
    return all;
  }

  private static SchemaId schema(Octets record) {
    CborReader in = new CborReader(record);
    in.array(5);
    in.integer(0, Integer.MAX_VALUE);
    in.bytes(SessionId.BYTES);
    return new SchemaId(
        in.text(), in.integer(1, Integer.MAX_VALUE), in.bytes(SchemaId.DIGEST_BYTES));
  }

  /** The number that a stored commit names. */
  static int context(Octets stored) {
    CborReader in = CborReader.sharing(stored);
    in.array();
    return in.integer(0, Integer.MAX_VALUE);
  }

  /** A record gave a number. */
  void given(Octets record) {
    contexts.read(record);
    given.add(context(record));
    schemas.add(schema(record));
  }

  boolean isGiven(int number) {
    return given.contains(number);
  }

  /** Finds the contexts of commits under a seal, for which {@code fits} holds then. */
  boolean find(SessionId session, List<Octets> commits, BooleanSupplier fits) {
    Set<Integer> numbers = new LinkedHashSet<>();
    commits.forEach(commit -> numbers.add(context(commit)));
    numbers.removeAll(given);
    boolean found = numbers.size() <= MOST_LOST && find(session, List.copyOf(numbers), 0, fits);
    if (found) {
      given.addAll(numbers);
    }
    return found;
  }

  private boolean find(SessionId session, List<Integer> numbers, int at, BooleanSupplier fits) {
    if (at == numbers.size()) {
      return fits.getAsBoolean();
    }
    for (SchemaId schema : schemas) {
      CborWriter out = new CborWriter().array(5).integer((int) numbers.get(at));
      contexts.read(schema.write(out.bytes(session.bytes())).octets());
      if (find(session, numbers, at + 1, fits)) {
        return true;
      }
    }
    return false;
  }
}
