package dev.goatdb.core;

import dev.goatdb.core.rule.CodeRules;
import dev.goatdb.core.rule.RuleBook;

/** What an engine goes by when it is asked who may do what; a host gives it one. */
public abstract class Policy {
  /** Everybody may do everything; nothing of rules is in a program that has only this one. */
  public static final Policy NONE =
      new Policy() {
        @Override
        Permissions permissions(Context context, Repositories repositories) {
          return new Permissions();
        }
      };

  Policy() {}

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
