package dev.goatdb;

/** A listener that was added; closing it removes it. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
