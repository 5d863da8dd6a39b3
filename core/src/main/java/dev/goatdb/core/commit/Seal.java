package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;

/**
 * An author's signature over a pack of commits.
 *
 * @param incarnation 8 random bytes, new at every start of the author's engine
 * @param sequence counts the seals of an incarnation in a repository from 0
 * @param flags {@link #ATOMIC} or not, and with it {@link #EXPECTING} or not
 * @param size the number of commits under the seal
 * @param root the Merkle root of their ids
 * @param signature 64 bytes of Ed25519 over {@link #message()}
 */
public record Seal(
    OrganisationId organisation,
    RepositoryPath repository,
    SessionId session,
    Octets incarnation,
    long sequence,
    int flags,
    int size,
    Octets root,
    Octets signature) {
  public static final int INCARNATION_BYTES = 8;
  public static final int SIGNATURE_BYTES = 64;

  /** All commits under the seal are admitted and shown, or none of them. */
  public static final int ATOMIC = 1;

  /** The authority admits them only where their parents are all the heads of their items. */
  public static final int EXPECTING = 2;

  private static final Octets DOMAIN = Octets.wrap(Header.ascii("goat/seal/1"));

  /** What is signed. */
  public Octets message() {
    return new CborWriter().raw(DOMAIN).raw(fields(8)).octets();
  }

  public Seal signed(Octets by) {
    return new Seal(
        organisation, repository, session, incarnation, sequence, flags, size, root, by);
  }

  public void write(CborWriter out) {
    out.raw(fields(9).bytes(signature));
  }

  public static Seal read(CborReader in, int mostCommits) {
    in.array(9);
    return new Seal(
        new OrganisationId(in.bytes(OrganisationId.BYTES)),
        RepositoryPath.read(in),
        new SessionId(in.bytes(SessionId.BYTES)),
        in.bytes(INCARNATION_BYTES),
        in.integer(),
        readFlags(in),
        in.integer(1, mostCommits),
        in.bytes(CommitId.BYTES),
        in.bytes(SIGNATURE_BYTES));
  }

  static int readFlags(CborReader in) {
    int flags = in.integer(0, ATOMIC | EXPECTING);
    if (flags == EXPECTING) {
      throw in.bad("only an atomic pack expects something");
    }
    return flags;
  }

  public boolean isAtomic() {
    return (flags & ATOMIC) != 0;
  }

  public boolean isExpecting() {
    return (flags & EXPECTING) != 0;
  }

  private CborWriter fields(int length) {
    return new CborWriter()
        .array(length)
        .bytes(organisation.hash())
        .text(repository.toString())
        .bytes(session.bytes())
        .bytes(incarnation)
        .integer(sequence)
        .integer(flags)
        .integer(size)
        .bytes(root);
  }
}
