/**
 * What every store does, as data: {@code contract/stores.json}.
 *
 * <pre>
 *   stores.json --&gt; Contract --&gt; cases ----+--&gt; Trial --&gt; TestedStore: a store of this module,
 *                          |              |              of jvm or of sim
 *                          +--&gt; Walk -----+
 * </pre>
 *
 * <p>A case is a list of steps and what is found then. A walk is a case too: its steps come from a
 * seed, and what is found comes from a map that takes the same steps. A case names the abilities
 * that it needs; a store has those that the file says, and how many cases that makes.
 *
 * <p>The stores of a page run the same cases and the same walks, read by {@code
 * web/npm/browser/contract.mjs}.
 */
package dev.goatdb.core.contract;
