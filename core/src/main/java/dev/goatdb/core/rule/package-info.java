/**
 * Who may do what: rules of a definition file, checked, and asked about one attempt at a time.
 *
 * <pre>
 *   Rule     name, path, what it allows, a condition       as it stands in the file
 *     | RuleBook.of: conditions are compiled once
 *     v
 *   RuleBook.judge(Attempt)   the first rule whose path and access fit decides
 *     |
 *     v
 *   Verdict  allowed, denied by a rule, or an item that must be loaded first
 * </pre>
 *
 * <p>What always holds: a verdict depends on the attempt, on the items that were looked up and, in
 * writes, on the time, and on nothing else; where a condition fails, it does not hold; where no
 * rule fits, nothing is allowed. What lies in {@code /sys} is spoken of only by rules that name it,
 * and no rule lets anybody write there.
 *
 * <p>Start reading at {@code RuleBook}. May import: expression, value, host, error.
 */
@NullMarked
package dev.goatdb.core.rule;

import org.jspecify.annotations.NullMarked;
