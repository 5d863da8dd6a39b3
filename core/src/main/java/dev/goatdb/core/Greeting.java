package dev.goatdb.core;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.KeyUse;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.error.GoatException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The greeting: the client proves that it holds its session's key, the server certifies the
 * session.
 *
 * <pre>
 *   client                          server
 *     | Hello: key, nonce              |
 *     |------------------------------->|
 *     |  Welcome: organisation, nonce  |   the client learns or compares the organisation
 *     |&lt;-------------------------------|
 *     | Proof: both nonces, signed     |
 *     |------------------------------->|
 *     |         Certified: certificate |   the client checks it by the root key
 *     |&lt;-------------------------------|
 * </pre>
 */
final class Greeting {
  private static final long PATIENCE_MILLIS = 10_000;
  private static final int NONCE_BYTES = 16;

  private final Context context;
  private final Connection connection;
  private final Octets nonce;
  private Message.@Nullable Hello hello;
  private Message.@Nullable Welcome welcome;
  private Optional<Certificate> certificate = Optional.empty();
  private boolean done;

  Greeting(Context context, Connection connection) {
    this.context = context;
    this.connection = connection;
    this.nonce = context.randomness().octets(NONCE_BYTES);
  }

  boolean isDone() {
    return done;
  }

  Optional<Certificate> certificate() {
    return certificate;
  }

  void start() {
    context.timers().at(context.nowMillis() + PATIENCE_MILLIS, this::giveUp);
    if (connection.isDialled()) {
      hello =
          new Message.Hello(
              Message.PROTOCOL,
              Message.PROTOCOL,
              context.organisation(),
              context.settings().sessionKey(),
              nonce,
              context.wallMillis());
      connection.send(hello);
    }
  }

  void receive(Message message) {
    switch (message) {
      case Message.Hello m when !connection.isDialled() && hello == null -> welcome(m);
      case Message.Welcome m when connection.isDialled() && welcome == null -> prove(m);
      case Message.Proof m when !connection.isDialled() && hello != null -> examine(m, hello);
      case Message.Certified m when connection.isDialled() && welcome != null -> trust(m);
      default -> throw Connection.unexpected("a message during the greeting");
    }
  }

  private void welcome(Message.Hello from) {
    if (from.lowest() > Message.PROTOCOL || from.highest() < Message.PROTOCOL) {
      throw new GoatException.Incompatible(
          "The client speaks the protocol versions "
              + from.lowest()
              + " to "
              + from.highest()
              + ", this server speaks "
              + Message.PROTOCOL
              + ".",
          "Use the same version of GoatDB on both sides.");
    }
    if (from.organisation().isKnown() && !from.organisation().equals(context.organisation())) {
      throw wrongOrganisation(from.organisation(), context.organisation());
    }
    hello = from;
    welcome =
        new Message.Welcome(
            Message.PROTOCOL,
            context.organisation(),
            context.rootKey().orElseThrow(),
            nonce,
            context.wallMillis());
    connection.send(welcome);
  }

  private void prove(Message.Welcome from) {
    boolean genuine = OrganisationId.of(from.rootKey()).equals(from.organisation());
    if (!genuine
        || context.organisation().isKnown()
            && !from.organisation().equals(context.organisation())) {
      throw wrongOrganisation(context.organisation(), from.organisation());
    }
    if (context.wallMillis() > from.timeMillis() + context.limits().clockAheadMillis()) {
      throw new GoatException.Denied(
          "The clock of this device is ahead of the server's by more than "
              + context.limits().clockAheadMillis() / 1000
              + " seconds.",
          "Set it; your edits are safe here and go out afterwards.");
    }
    welcome = from;
    connection.hold();
    context
        .outbox()
        .sign(
            KeyUse.SESSION,
            challenge(nonce, from.nonce(), from.organisation()),
            signature -> {
              connection.send(new Message.Proof(signature));
              connection.release();
            });
  }

  private void examine(Message.Proof proof, Message.Hello from) {
    connection.hold();
    Octets message = challenge(from.nonce(), nonce, context.organisation());
    context
        .outbox()
        .verify(
            from.publicKey(),
            message,
            proof.signature(),
            valid -> {
              SessionId session = SessionId.of(from.publicKey());
              if (valid && !context.revocations().contains(session)) {
                certify(from.publicKey());
                return;
              }
              connection.fail(
                  valid
                      ? Revocations.revoked(session)
                      : new GoatException.Denied(
                          "The session " + session + " did not prove that it holds its key.",
                          "Use the key file of that session."));
              connection.release();
            });
  }

  private void certify(Octets key) {
    certify(
        context,
        key,
        context.permissions().user(SessionId.of(key)),
        signed -> {
          certificate = Optional.of(signed);
          done = true;
          connection.send(new Message.Certified(signed.encode()));
          connection.ready();
          connection.release();
        });
  }

  /** The authority certifies a session that proved its key, or its own. */
  static void certify(
      Context context, Octets key, Optional<String> user, Consumer<Certificate> then) {
    long now = context.wallMillis();
    Certificate draft =
        new Certificate(
            context.organisation(),
            key,
            user,
            context.settings().trustedKeys().contains(key),
            now,
            now + context.limits().certificateMillis(),
            Octets.EMPTY);
    context
        .outbox()
        .sign(KeyUse.AUTHORITY, draft.message(), signature -> then.accept(draft.signed(signature)));
  }

  private void trust(Message.Certified message) {
    Certificate given = Certificate.decode(message.certificate());
    Message.Welcome from = Objects.requireNonNull(welcome);
    boolean ours =
        given.organisation().equals(from.organisation())
            && given.publicKey().equals(context.settings().sessionKey());
    connection.hold();
    context
        .outbox()
        .verify(
            from.rootKey(),
            given.message(),
            given.signature(),
            valid -> {
              if (valid && ours) {
                accept(given, from);
              } else {
                connection.fail(
                    new GoatException.Denied(
                        "The server's certificate is not signed by its organisation's root key.",
                        "Check the server."));
              }
              connection.release();
            });
  }

  private void accept(Certificate given, Message.Welcome from) {
    if (context.rootKey().isEmpty()) {
      context.outbox().add(new Notice.Joined(from.organisation(), from.rootKey()));
      connection.join(from.organisation(), from.rootKey());
    }
    context.certify(given);
    certificate = Optional.of(given);
    done = true;
    connection.ready();
  }

  private void giveUp() {
    if (!done) {
      connection.fail(
          new GoatException.Unreachable(
              "The other side did not finish the greeting in time.", "Try again."));
    }
  }

  private static Octets challenge(
      Octets clientNonce, Octets serverNonce, OrganisationId organisation) {
    return new CborWriter()
        .text("goat/hello/1")
        .bytes(organisation.hash())
        .bytes(clientNonce)
        .bytes(serverNonce)
        .octets();
  }

  private static GoatException wrongOrganisation(OrganisationId ours, OrganisationId theirs) {
    return new GoatException.Incompatible(
        "This replica belongs to the organisation " + ours + ", the server to " + theirs + ".",
        "Serve this folder itself (goat serve --data), or import its items into a fresh replica of that server.");
  }
}
