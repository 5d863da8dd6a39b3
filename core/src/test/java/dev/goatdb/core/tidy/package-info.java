/**
 * The house rules as text checks, one class per kind of rule. Each takes files and gives
 * violations, one line each; {@code TidyTest} runs them over the whole repository and shows that
 * each can fail.
 */
package dev.goatdb.core.tidy;
