package dev.goatdb.core.golden;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.error.Invariant;
import java.util.List;

/** Commits: a description becomes header, id, body and the stored form; bytes are read back. */
final class CommitVector {
  private CommitVector() {}

  static Octets run(Description in) {
    if (in.has("body")) {
      return Body.decode(in.bytes("body", 0)).encode();
    }
    Commit commit = in.commit(in, List.of());
    Contexts contexts = new Contexts();
    contexts.add(commit);
    if (in.has("stored")) {
      Octets bytes = in.bytes("stored", 0);
      return write(StoredCommit.decode(bytes, contexts, in.organisation(), in.repository()));
    }
    Octets stored = StoredCommit.encode(commit, 0);
    Commit again = StoredCommit.decode(stored, contexts, in.organisation(), in.repository());
    Invariant.check(again.header().equals(commit.header()), "the stored form loses nothing");
    return write(commit);
  }

  private static Octets write(Commit commit) {
    return new CborWriter()
        .array(4)
        .bytes(commit.header().encode())
        .bytes(commit.id().hash())
        .bytes(commit.body())
        .bytes(StoredCommit.encode(commit, 0))
        .octets();
  }
}
