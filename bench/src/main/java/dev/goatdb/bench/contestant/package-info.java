/**
 * The engines that are compared, each behind the same interface, and the program that runs one.
 *
 * <p>All store the same documents, as an application would do it with each of them. A process loads
 * the classes of one engine alone. Start reading at {@code Contestant}, then {@code Turn}.
 */
@NullMarked
package dev.goatdb.bench.contestant;

import org.jspecify.annotations.NullMarked;
