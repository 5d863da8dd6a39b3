package dev.goatdb.bench.group;

import java.io.IOException;
import java.util.List;

/** Rows that are measured together. */
public interface Group {
  String name();

  /** How it measures, in a few sentences of Markdown. */
  String method();

  /** What is compared, with its versions. */
  default List<String> versions() throws IOException {
    return List.of();
  }

  /** Measures; {@code quick} means that a rough answer will do. */
  void run(boolean quick, Sheet sheet) throws Exception;
}
