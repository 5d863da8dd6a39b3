package dev.goatdb.core.golden;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.LooseCommit;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.error.Invariant;
import java.util.List;

/** Commits: a description becomes header, id, body and the loose form; bytes are read back. */
final class CommitVector {
  private CommitVector() {}

  static Octets run(Description in) {
    if (in.has("body")) {
      return Body.decode(in.bytes("body", 0)).encode();
    }
    if (in.has("loose")) {
      Octets bytes = in.bytes("loose", 0);
      return write(LooseCommit.decode(bytes, in.organisation(), in.repository()));
    }
    Commit commit = in.commit(in, List.of());
    Octets loose = LooseCommit.encode(commit);
    Commit again = LooseCommit.decode(loose, in.organisation(), in.repository());
    Invariant.check(again.header().equals(commit.header()), "the loose form loses nothing");
    return write(commit);
  }

  private static Octets write(Commit commit) {
    return new CborWriter()
        .array(4)
        .bytes(commit.header().encode())
        .bytes(commit.id().hash())
        .bytes(commit.body())
        .bytes(LooseCommit.encode(commit))
        .octets();
  }
}
