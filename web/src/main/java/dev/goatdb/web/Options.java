package dev.goatdb.web;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What an engine is told at its start. */
public interface Options extends JSObject {
  /** The definition file as JSON. */
  @JSProperty
  String getDefinition();

  /** The public key of this device's session, 32 bytes. */
  @JSProperty
  @JSByRef
  byte[] getSessionKey();

  /** The organisation's root public key, 32 bytes, where it is known. */
  @JSProperty
  @JSByRef
  byte @Nullable [] getRootKey();

  /** Whether another engine keeps the log of this replica. */
  @JSProperty
  boolean isFollower();

  /** How many commits of one item are made per second at the most. */
  @JSProperty
  int getCommitsPerSecond();
}
