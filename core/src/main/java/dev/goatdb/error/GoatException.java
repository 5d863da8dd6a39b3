package dev.goatdb.error;

import java.util.Optional;

/**
 * An expected error: something outside the engine is not as it should be, and the caller can act on
 * it.
 *
 * <p>The {@linkplain #code() code} is stable and the same in every language; the {@linkplain
 * #remedy() remedy} says what to do; the message is both sentences.
 */
public abstract sealed class GoatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String remedy;
  private final String message;

  GoatException(String code, String what, String remedy) {
    super(remedy.isEmpty() ? what : what + " " + remedy);
    this.message = remedy.isEmpty() ? what : what + " " + remedy;
    this.code = code;
    this.remedy = remedy;
  }

  /** The stable code of this kind of error, such as {@code invalid-value}. */
  public final String code() {
    return code;
  }

  /** What happened and what to do. */
  @Override
  public final String getMessage() {
    return message;
  }

  /** One sentence that says what to do. */
  public final String remedy() {
    return remedy;
  }

  /** Attaches what caused this error and returns it. */
  public final GoatException causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** Stored or received bytes are not what they claim to be. */
  public static final class Corrupted extends GoatException {
    private static final long serialVersionUID = 1L;

    public Corrupted(String what, String remedy) {
      super("corrupted", what, remedy);
    }
  }

  /** The authority, or the operating system, does not allow it. */
  public static final class Denied extends GoatException {
    private static final long serialVersionUID = 1L;

    private final String rule;
    private final boolean byRules;

    public Denied(String what, String remedy) {
      super("denied", what, remedy);
      this.rule = "";
      this.byRules = false;
    }

    /**
     * The rules of the organisation do not allow it.
     *
     * @param rule the name of the rule that decided; empty where none fits
     * @param reason what the rule says to whoever tries
     */
    public Denied(Optional<String> rule, String reason) {
      super("denied", reason, "");
      this.rule = rule.orElse("");
      this.byRules = true;
    }

    /** Whether the rules of the organisation say so. */
    public boolean isByRules() {
      return byRules;
    }

    /** The name of the rule that decided, where one did. */
    public Optional<String> rule() {
      return rule.isEmpty() ? Optional.empty() : Optional.of(rule);
    }
  }

  /** What was named does not exist. */
  public static final class NotFound extends GoatException {
    private static final long serialVersionUID = 1L;

    public NotFound(String what, String remedy) {
      super("not-found", what, remedy);
    }
  }

  /** The database, query or connection was closed before. */
  public static final class Closed extends GoatException {
    private static final long serialVersionUID = 1L;

    public Closed(String what, String remedy) {
      super("closed", what, remedy);
    }
  }

  /** Others changed meanwhile what was expected to be as it was. */
  public static final class Conflict extends GoatException {
    private static final long serialVersionUID = 1L;

    public Conflict(String what, String remedy) {
      super("conflict", what, remedy);
    }
  }

  /** Two sides do not fit: another organisation, protocol, format or schema definition. */
  public static final class Incompatible extends GoatException {
    private static final long serialVersionUID = 1L;

    public Incompatible(String what, String remedy) {
      super("incompatible", what, remedy);
    }
  }

  /** A limit was reached. */
  public static final class LimitExceeded extends GoatException {
    private static final long serialVersionUID = 1L;

    public LimitExceeded(String what, String remedy) {
      super("limit-exceeded", what, remedy);
    }
  }

  /** A server cannot be reached, or did not answer in time. */
  public static final class Unreachable extends GoatException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String what, String remedy) {
      super("unreachable", what, remedy);
    }
  }

  /** A schema, rule or definition file is wrong. */
  public static final class InvalidDefinition extends GoatException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final int at;

    public InvalidDefinition(String what, String remedy) {
      this(what, remedy, what, -1);
    }

    /**
     * Something is wrong at a place of a text.
     *
     * @param what the sentence that names the place
     * @param problem the same without the place
     * @param at the place, in UTF-16 units from 0
     */
    public InvalidDefinition(String what, String remedy, String problem, int at) {
      super("invalid-definition", what, remedy);
      this.problem = problem;
      this.at = at;
    }

    /** What is wrong, without where and without what to do. */
    public String problem() {
      return problem;
    }

    /** Where in the text that was read, in UTF-16 units from 0; -1 where nothing says it. */
    public int at() {
      return at;
    }
  }

  /** A value, path or option given by the caller is wrong. */
  public static final class InvalidValue extends GoatException {
    private static final long serialVersionUID = 1L;

    public InvalidValue(String what, String remedy) {
      super("invalid-value", what, remedy);
    }
  }

  /** A folder or port is used by another process. */
  public static final class InUse extends GoatException {
    private static final long serialVersionUID = 1L;

    public InUse(String what, String remedy) {
      super("in-use", what, remedy);
    }
  }

  /** The disk refused or failed. */
  public static final class StorageFailed extends GoatException {
    private static final long serialVersionUID = 1L;

    public StorageFailed(String what, String remedy) {
      super("storage-failed", what, remedy);
    }
  }
}
