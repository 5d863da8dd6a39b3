package dev.goatdb.core;

import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.log.LogIndex;
import dev.goatdb.core.log.PageCache;
import dev.goatdb.core.log.Segments;
import java.util.Optional;

/** Whether a host keeps indexes beside its logs; a page does not, and carries no code for them. */
public abstract class Indexing {
  /** Logs are read whole when they are opened, and stay in memory. */
  public static final Indexing NONE =
      new Indexing() {
        @Override
        LogIndex index(StoredLog stored, int stamp, PageCache cache, LogIndex.Rescan rescan) {
          return new LogIndex(stamp);
        }

        @Override
        Notes notes() {
          return Notes.NONE;
        }

        @Override
        Values values() {
          return Values.NONE;
        }

        @Override
        Optional<Checkpoint> checkpoint(Context context, Repository repository, StoredBytes log) {
          return Optional.empty();
        }
      };

  Indexing() {}

  /** Whether logs are kept that somebody may read without the engine, and long after it. */
  boolean isStored() {
    return false;
  }

  /** Indexes are kept, where a log comes with one. */
  public static Indexing stored() {
    return new Indexing() {
      @Override
      boolean isStored() {
        return true;
      }

      @Override
      LogIndex index(StoredLog stored, int stamp, PageCache cache, LogIndex.Rescan rescan) {
        return stored
            .index()
            .map(bytes ->
                new LogIndex(stamp, rescan, new Segments(bytes, stored.log(), stamp, cache)))
            .orElseGet(() -> new LogIndex(stamp));
      }

      @Override
      Notes notes() {
        return new IndexNotes();
      }

      @Override
      Values values() {
        return new IndexValues();
      }

      @Override
      Optional<Checkpoint> checkpoint(Context context, Repository repository, StoredBytes log) {
        return Optional.of(new IndexCheckpoint(context, repository, log));
      }
    };
  }

  abstract LogIndex index(StoredLog stored, int stamp, PageCache cache, LogIndex.Rescan rescan);

  /** Gets to know what an index needs to tell of a log besides its commits. */
  abstract Notes notes();

  /** Keeps what items with long histories show. */
  abstract Values values();

  abstract Optional<Checkpoint> checkpoint(Context context, Repository repository, StoredBytes log);
}
