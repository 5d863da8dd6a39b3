package dev.goatdb.core;

import dev.goatdb.core.rule.CodeRules;
import dev.goatdb.core.rule.RuleBook;

/** What an engine goes by when it is asked who may do what; a host gives it one. */
public abstract class Policy {
  Policy() {}

  /** Of a program that is never an authority: it judges nobody, and need not know how. */
  public static Policy ofClient() {
    return new Policy() {
      @Override
      Permissions permissions(Context context, Repositories repositories) {
        return new Permissions();
      }
    };
  }

  /** Everybody may do everything that is well-formed. */
  public static Policy open() {
    return new Policy() {
      @Override
      Permissions permissions(Context context, Repositories repositories) {
        return new Requirements(context);
      }
    };
  }

  /**
   * Rules. An authority judges what comes in by them, and what is asked for; a client judges its
   * own edits before they are made, as far as it can.
   */
  public static Policy of(RuleBook rules, CodeRules code) {
    return new Policy() {
      @Override
      Permissions permissions(Context context, Repositories repositories) {
        return new RulePermissions(context, repositories, rules, code);
      }
    };
  }

  abstract Permissions permissions(Context context, Repositories repositories);
}
