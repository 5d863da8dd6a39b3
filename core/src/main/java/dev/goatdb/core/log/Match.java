package dev.goatdb.core.log;

/** Whether a commit with the right tag is the one that is looked for. */
@FunctionalInterface
public interface Match {
  boolean is(int number);
}
