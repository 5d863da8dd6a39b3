package dev.goatdb;

/** When an edit is safe, and what {@link GoatDB#flush()} waits for. */
public enum Durability {
  /**
   * On the disk at once: edits survive a loss of power as soon as a flush returns. Edits that come
   * while the disk is busy share its next write.
   */
  SYNCED,
  /**
   * With the operating system when a flush returns or within some milliseconds, on the disk within
   * a second, or another time that is given: edits survive the end of the program then, and a loss
   * of power only after that time.
   */
  BUFFERED
}
