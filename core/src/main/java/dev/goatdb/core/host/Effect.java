package dev.goatdb.core.host;

/**
 * Something the engine wants done in the world; a host carries effects out in the order it gets
 * them.
 *
 * <p>Answers come back as calls: a signature, a verdict, the news that bytes are safe. {@code log}
 * is the path of a repository, such as {@code /data/todos}.
 */
public sealed interface Effect {
  /** Write {@code bytes} at the end of a log. */
  record Append(String log, Octets bytes) implements Effect {}

  /**
   * Put {@code bytes} in place of everything a log holds, in one step that a crash cannot split.
   */
  record Replace(String log, Octets bytes) implements Effect {}

  /** Cut a log down to its first {@code length} bytes. */
  record Truncate(String log, long length) implements Effect {}

  /**
   * Make the first {@code position} bytes of a log survive a loss of power, then answer {@code
   * synced}.
   */
  record Sync(String log, long position) implements Effect {}

  /**
   * Write {@code bytes} at an offset of the index beside a log, and cut what follows. It is derived
   * from the log: where that fails, the index is to be deleted and nothing is lost.
   */
  record Derive(String log, long offset, Octets bytes) implements Effect {}

  /** A log is not in use for now; its files may be closed. */
  record Release(String log) implements Effect {}

  /** Make a log readable and answer {@code open}. */
  record Load(String log) implements Effect {}

  /** Send a frame on a connection. */
  record Send(int connection, Octets frame) implements Effect {}

  /** Close a connection; {@code reason} is for people. */
  record Hangup(int connection, String reason) implements Effect {}

  /** Sign {@code message} by Ed25519 and answer {@code signed}. */
  record Sign(long ticket, KeyUse key, Octets message) implements Effect {}

  /** Check an Ed25519 signature and answer {@code verified}. */
  record Verify(long ticket, Octets publicKey, Octets message, Octets signature)
      implements Effect {}

  /** Report the time again at {@code atMillis} since 1970 at the latest. */
  record Wake(long atMillis) implements Effect {}
}
