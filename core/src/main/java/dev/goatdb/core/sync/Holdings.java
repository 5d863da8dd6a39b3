package dev.goatdb.core.sync;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.SetDigest;
import java.util.List;

/** What a repository holds, as synchronisation sees it: its admitted and sealed commits. */
public interface Holdings {
  /** The ids, parents before children. */
  List<CommitId> ids();

  /** The digest of exactly these ids. */
  SetDigest digest();
}
