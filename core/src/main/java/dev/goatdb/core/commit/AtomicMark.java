package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;

/**
 * What a log says before own commits that belong together and are not sealed yet.
 *
 * @param flags those that their seal will have
 * @param size how many commits follow that belong together
 */
public record AtomicMark(int flags, int size) {
  public Octets encode() {
    return new CborWriter().array(2).integer(flags).integer(size).octets();
  }

  /** Throws {@code Corrupted} for anything malformed. */
  public static AtomicMark decode(Octets stored, int mostCommits) {
    CborReader in = new CborReader(stored);
    in.array(2);
    int flags = Seal.readFlags(in);
    if ((flags & Seal.ATOMIC) == 0) {
      throw in.bad("commits that do not belong together were announced");
    }
    AtomicMark mark = new AtomicMark(flags, in.integer(1, mostCommits));
    in.end();
    return mark;
  }
}
