package dev.goatdb.core.sync;

/** Where the initiator of a channel stands. */
enum Phase {
  IDLE,
  OFFERED,
  /** Sent a ladder. */
  SEARCHING,
  CLOSING,
  SETTLED,
  ASKING,
  DOUBTING,
  ASKING_AGAIN
}
