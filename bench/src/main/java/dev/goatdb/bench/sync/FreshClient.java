package dev.goatdb.bench.sync;

import dev.goatdb.GoatDB;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The program of a client that has nothing yet: it loads a repository into a folder, prints how
 * many items it holds when it is in step, and ends with its standard input.
 */
public final class FreshClient {
  private FreshClient() {}

  /** The arguments are a folder, the address of a server, and a repository. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    try (GoatDB db = GoatDB.open(folder, o -> o.schemas(Tasks.TASK).server(args[1]))) {
      db.counts(args[2]);
      db.sync(Tasks.PATIENCE);
      System.out.println(db.counts(args[2]).items());
      System.out.flush();
      while (System.in.read() >= 0) {
        // It goes on while somebody looks at it.
      }
    }
  }
}
