package dev.goatdb.core.host;

/** Which of its private keys a host signs with; the engine never sees one. */
public enum KeyUse {
  /** The key of this device's session: seals and handshakes. */
  SESSION,
  /** The key of the organisation's authority: certificates and receipts. */
  AUTHORITY
}
