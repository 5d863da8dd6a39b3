package dev.goatdb.bench.contestant;

import java.util.List;

/**
 * An engine as an application would use it for tasks, open in a folder.
 *
 * <p>It was opened <em>buffered</em>, where a change is safe from the end of the program when a
 * method returns, or <em>synced</em>, where it is safe from the end of the machine. An engine that
 * promises something else says so in its class comment, and the rows say so as well.
 */
public interface Contestant extends AutoCloseable {
  /** Stores new documents in one transaction, or what comes nearest. */
  void create(List<Document> documents) throws Exception;

  /** Stores new documents without waiting for them, where there is such a way; see settle. */
  default void pour(List<Document> documents) throws Exception {
    create(documents);
  }

  /** Sets {@code done} of a document. */
  void finish(String address) throws Exception;

  /** Reads one field of a document. */
  String text(String address) throws Exception;

  /** Reads every field of every document once. */
  Tally readAll() throws Exception;

  /** By what a program would remember the document with that key. */
  default String address(String key) {
    return key;
  }

  /**
   * Waits until everything poured is as safe as promised, and nothing goes on behind the scenes.
   */
  default void settle() throws Exception {}

  @Override
  void close() throws Exception;
}
