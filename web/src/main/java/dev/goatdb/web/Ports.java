package dev.goatdb.web;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSObject;

/**
 * What the engine asks of the page, and what it tells it. Effects come in the order in which they
 * must be carried out; news come after the effects of the same call.
 */
public interface Ports extends JSObject {
  /** Milliseconds since 1970. */
  double now();

  /** Fills an array with random bytes. */
  void random(@JSByRef byte[] bytes);

  /** Write bytes at the end of a log; in a follower, offer them to its keeper. */
  void append(String log, @JSByRef byte[] bytes);

  /** Put bytes in place of everything a log holds, in one step. */
  void replace(String log, @JSByRef byte[] bytes);

  /** Cut a log down to its first {@code length} bytes. */
  void truncate(String log, double length);

  /** Make the first {@code position} bytes of a log safe, then call {@code synced}. */
  void sync(String log, double position);

  /** Send a frame on a connection. */
  void send(int connection, @JSByRef byte[] frame);

  /** Close a connection. */
  void hangup(int connection, String reason);

  /** Sign by the session's key, then call {@code signed}. */
  void sign(double ticket, @JSByRef byte[] message);

  /** Check a signature, then call {@code verified}. */
  void verify(
      double ticket, @JSByRef byte[] publicKey, @JSByRef byte[] message, @JSByRef byte[] signature);

  /** Call {@code wake} at that time at the latest. */
  void wake(double atMillis);

  /** First contact: remember the organisation's root key before anything else is carried out. */
  void joined(@JSByRef byte[] rootKey);

  /**
   * What is shown of an item changed.
   *
   * @param before what was shown; null where nothing is known of it
   */
  void changed(String item, @Nullable JSObject before, boolean local);

  /** An item is deleted by somebody who had not seen edits of these fields: a list of names. */
  void unseen(String item, JSObject fields, boolean local);

  /** Commits of a repository were receipted, became safe, or came in. */
  void progress(String repository);

  /**
   * A commit of this device was refused: {@code fields} are the names of what is lost with it,
   * {@code values} is what it had made of the item.
   */
  void refused(
      String item, String commit, String code, String reason, JSObject fields, JSObject values);

  /** The server certified this session on a connection. */
  void connected(int connection);

  /** A connection failed for a reason that trying again will not cure. */
  void rejected(int connection, String code, String reason);

  /** Something for the log of the developer. */
  void warning(String text);
}
