package dev.goatdb.server.command;

import java.io.Console;

/** The place where the output goes: whether somebody looks at it, and how much is logged there. */
final class Terminal {
  private Terminal() {}

  /** Whether input and output are a terminal; {@code TERM=dumb} is none. */
  @SuppressWarnings("SystemConsoleNull") // before Java 22 null is how it says that there is none
  static boolean isInteractive() {
    Console console = System.console();
    return console != null
        && isTerminal(console)
        && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));
  }

  /** Leaves only warnings in the log; to be called before anything is logged. */
  static void quiet() {
    logOnly("warn");
  }

  /** Leaves only errors in the log, where servers are meant to be gone for a while. */
  static void quieter() {
    logOnly("error");
  }

  private static void logOnly(String level) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", level);
  }

  /**
   * From Java 22 on there is a console even where there is no terminal, and a method that says so.
   */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }
}
