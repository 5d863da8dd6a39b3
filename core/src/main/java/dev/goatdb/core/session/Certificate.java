package dev.goatdb.core.session;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.Optional;

/**
 * The authority's word that a key is a session of its organisation.
 *
 * @param user whose session it is; nobody's when anonymous
 * @param trusted whether it belongs to the operator of the server
 * @param issuedMillis from when, since 1970, by the authority's clock
 * @param expiresMillis until when
 */
public record Certificate(
    OrganisationId organisation,
    Octets publicKey,
    Optional<String> user,
    boolean trusted,
    long issuedMillis,
    long expiresMillis,
    Octets signature) {
  public static final int KEY_BYTES = 32;
  private static final int VERSION = 0;

  public SessionId session() {
    return SessionId.of(publicKey);
  }

  public boolean isValidAt(long nowMillis) {
    return nowMillis < expiresMillis;
  }

  /** What the authority signs. */
  public Octets message() {
    return new CborWriter().text("goat/certificate/1").raw(fields(7)).octets();
  }

  public Certificate signed(Octets by) {
    return new Certificate(organisation, publicKey, user, trusted, issuedMillis, expiresMillis, by);
  }

  public Octets encode() {
    return fields(8).bytes(signature).octets();
  }

  /** Throws {@code Corrupted} for anything malformed; the signature is the caller's to check. */
  public static Certificate decode(Octets bytes) {
    CborReader in = new CborReader(bytes);
    in.array(8);
    in.integer(VERSION, VERSION);
    Certificate certificate =
        new Certificate(
            new OrganisationId(in.bytes(OrganisationId.BYTES)),
            in.bytes(KEY_BYTES),
            in.skipNil() ? Optional.empty() : Optional.of(in.text()),
            in.bool(),
            in.integer(),
            in.integer(),
            in.bytes(Seal.SIGNATURE_BYTES));
    in.end();
    return certificate;
  }

  /** The certificate of a session that lasts longest, of those that are known. */
  @SafeVarargs
  public static Optional<Certificate> lastOf(SessionId session, Optional<Certificate>... known) {
    Optional<Certificate> last = Optional.empty();
    for (Optional<Certificate> one : known) {
      boolean fits = one.isPresent() && one.get().session().equals(session);
      if (fits && (last.isEmpty() || one.get().expiresMillis() > last.get().expiresMillis())) {
        last = one;
      }
    }
    return last;
  }

  private CborWriter fields(int length) {
    CborWriter out = new CborWriter().array(length).integer(VERSION);
    out.bytes(organisation.hash()).bytes(publicKey);
    user.ifPresentOrElse(out::text, out::nil);
    return out.bool(trusted).integer(issuedMillis).integer(expiresMillis);
  }
}
