package dev.goatdb.server.demo;

import java.util.List;

/** Replicas did not come to the same within the time they had. */
final class NotConverged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> differences;

  NotConverged(String when, List<String> differences) {
    super(when);
    this.differences = List.copyOf(differences);
  }

  List<String> differences() {
    return differences;
  }
}
