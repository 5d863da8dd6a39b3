package dev.goatdb.bench.contestant;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB with documents as bytes, its write-ahead log on, and its option sync where synced. */
final class RocksDb implements Contestant {
  private final Options options = new Options().setCreateIfMissing(true);
  private final WriteOptions write = new WriteOptions();
  private final RocksDB db;

  RocksDb(Path folder, boolean synced) throws RocksDBException {
    write.setSync(synced);
    db = RocksDB.open(options, folder.toString());
  }

  @Override
  public void create(List<Document> documents) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      for (Document document : documents) {
        batch.put(bytes(document.key()), DocumentBytes.of(document));
      }
      db.write(write, batch);
    }
  }

  @Override
  public void finish(String key) throws RocksDBException {
    byte[] name = bytes(key);
    db.put(write, name, DocumentBytes.finished(db.get(name)));
  }

  @Override
  public String text(String key) throws RocksDBException {
    return DocumentBytes.text(db.get(bytes(key)));
  }

  @Override
  public Tally readAll() {
    Tally tally = Tally.NONE;
    try (RocksIterator all = db.newIterator()) {
      for (all.seekToFirst(); all.isValid(); all.next()) {
        String key = new String(all.key(), StandardCharsets.UTF_8);
        tally = tally.plus(DocumentBytes.document(key, all.value()));
      }
    }
    return tally;
  }

  @Override
  public void close() {
    db.close();
    write.close();
    options.close();
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
