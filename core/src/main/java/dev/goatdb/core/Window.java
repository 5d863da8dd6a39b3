package dev.goatdb.core;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How many bytes of commits are on their way over a connection, and whose turn it is when there is
 * room for more; and on the other side, what was taken in and not said yet.
 */
final class Window {
  private final Context context;
  private final Set<Delivery> sending = new LinkedHashSet<>();
  private final Set<Delivery> waiting = new LinkedHashSet<>();
  private final Set<Link> unsaid = new LinkedHashSet<>();
  private int unsaidBytes;
  private long timerMillis = Long.MAX_VALUE;
  private boolean going;
  private boolean open = true;

  Window(Context context) {
    this.context = context;
  }

  /** Whether more commits may be sent now, whoever sends them. */
  boolean hasRoom() {
    long bytes = 0;
    for (Delivery one : List.copyOf(sending)) {
      long open = one.bytesInFlight();
      bytes += open;
      if (open == 0) {
        sending.remove(one);
      }
    }
    return open && bytes < context.limits().windowBytes();
  }

  /** A delivery has commits on their way. */
  void sends(Delivery delivery) {
    sending.add(delivery);
  }

  /** A delivery goes on as soon as there is room and it is its turn. */
  void waits(Delivery delivery) {
    waiting.add(delivery);
  }

  /**
   * So many bytes of commits were taken in on a link: the other side may send as many again. What
   * is said of a few is said of all, so that nothing stays unsaid on links that fall silent.
   */
  void taken(Link link, int bytes) {
    unsaid.add(link);
    unsaidBytes += bytes;
    if (unsaidBytes >= context.limits().windowBytes() / 4) {
      unsaid.forEach(Link::acknowledge);
      unsaid.clear();
      unsaidBytes = 0;
    }
  }

  /** There may be room: those who wait take turns, a message each. */
  void goOn() {
    if (going) {
      return;
    }
    going = true;
    try {
      while (!waiting.isEmpty() && hasRoom()) {
        Delivery next = waiting.iterator().next();
        waiting.remove(next);
        next.takeTurn();
      }
    } finally {
      going = false;
    }
    if (!waiting.isEmpty() && open) {
      wakeLater();
    }
  }

  /** Where nobody says any more what arrived, it goes on some time later. */
  private void wakeLater() {
    long due = Long.MAX_VALUE;
    for (Delivery one : sending) {
      due = Math.min(due, one.expiryMillis());
    }
    if (due < timerMillis) {
      timerMillis = due;
      context
          .timers()
          .at(
              due,
              () -> {
                timerMillis = Long.MAX_VALUE;
                goOn();
              });
    }
  }

  /** Nothing is sent any more. */
  void close() {
    open = false;
    waiting.clear();
    sending.clear();
    unsaid.clear();
  }
}
