package dev.goatdb.core.audit;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;

/**
 * The first record of a log: whose it is.
 *
 * @param epoch 16 random bytes, the name of the life that began with the log
 */
public record Origin(OrganisationId organisation, RepositoryPath repository, Octets epoch) {
  public LogRecord encode() {
    CborWriter out = new CborWriter().array(3).bytes(organisation.hash());
    return new LogRecord(
        LogRecord.Type.ORIGIN, out.text(repository.toString()).bytes(epoch).octets());
  }

  /** Throws {@code Corrupted} for anything malformed. */
  public static Origin decode(Octets payload) {
    CborReader in = new CborReader(payload);
    in.array(3);
    Origin origin =
        new Origin(
            new OrganisationId(in.bytes(OrganisationId.BYTES)),
            RepositoryPath.read(in),
            in.bytes(Epoch.NAME_BYTES));
    in.end();
    return origin;
  }

  /** A number that tells the log from others, which its index holds. */
  int stamp() {
    return epoch.intAt(0);
  }
}
