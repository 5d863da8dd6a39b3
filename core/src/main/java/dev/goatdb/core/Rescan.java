package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.commit.StoredSeal;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogIndex;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.List;

/** Finds the commits of a log once more, where its index was damaged. */
final class Rescan {
  private final RepositoryPath path;
  private final OrganisationId organisation;
  private final StoredBytes log;
  private final long end;
  private final Contexts contexts = new Contexts();
  private final List<Integer> loose = new ArrayList<>();
  private final List<Integer> received = new ArrayList<>();

  Rescan(RepositoryPath path, OrganisationId organisation, StoredBytes log, long end) {
    this.path = path;
    this.organisation = organisation;
    this.log = log;
    this.end = end;
  }

  /** Adds them in the order of the log, with their seals, which may stand behind the end. */
  void into(LogIndex index) {
    LogCursor cursor = LogCursor.of(path.toString(), log);
    LogRecord record = cursor.next();
    while (record != null && (cursor.start() < end || !loose.isEmpty())) {
      if (cursor.start() < end || record.type() == LogRecord.Type.SEAL) {
        take(record, cursor.start(), index);
      }
      record = cursor.next();
    }
    if (!cursor.damages().isEmpty()) {
      throw cursor.damages().get(0).error(path.toString());
    }
  }

  private void take(LogRecord record, long offset, LogIndex index) {
    switch (record.type()) {
      case CONTEXT -> contexts.read(record.payload());
      case COMMIT -> loose.add(add(record, offset, index));
      case RECEIVED -> received.add(add(record, offset, index));
      case SEAL -> {
        int size = StoredSeal.decode(record.payload(), organisation, path).present();
        seal(loose.subList(0, Math.min(size, loose.size())), offset, index);
      }
      case PACK -> seal(received, offset, index);
      case ORIGIN, ATOMIC, CERTIFICATE, CONTROL, REFUSAL, EPOCH, SYNCED -> {}
    }
  }

  private int add(LogRecord record, long offset, LogIndex index) {
    Commit commit = StoredCommit.decode(record.payload(), contexts, organisation, path);
    String item = commit.header().item();
    int tag = index.tagOf(item);
    int previous =
        index.newest(tag, number -> index.recentName(number).filter(item::equals).isPresent());
    return index.add(commit.id().hash(), item, tag, previous, offset);
  }

  private static void seal(List<Integer> numbers, long offset, LogIndex index) {
    numbers.forEach(number -> index.seal(number, offset));
    numbers.clear();
  }
}
