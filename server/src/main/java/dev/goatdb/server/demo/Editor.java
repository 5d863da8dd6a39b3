package dev.goatdb.server.demo;

import java.util.Map;
import java.util.Set;

/** A replica and the means to edit it: a window of a browser, or the JVM's API. */
interface Editor extends AutoCloseable {
  /** A new item as its creator sees it. */
  record Made(String path, Map<String, Object> values) {}

  Made makeList(String name);

  /** Turns to a list that this replica has; tasks are added there. */
  void enter(String listPath);

  Made add(String text, Set<String> tags);

  void rename(String path, String text);

  void check(String path, boolean done);

  void tag(String path, String tag);

  void untag(String path, String tag);

  void delete(String path);

  void setOnline(boolean wanted);

  /** Everything that it shows now. */
  Replica read();

  @Override
  void close();
}
