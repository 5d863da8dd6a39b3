package dev.goatdb.bench;

import java.util.List;

/** Rows that are measured together. */
interface Group {
  String name();

  /** Measures; {@code quick} means that a rough answer will do. */
  List<Row> run(boolean quick) throws Exception;
}
