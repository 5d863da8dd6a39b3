/**
 * Makes {@code engine.d.ts}, which tells TypeScript what the engine's JavaScript module exports,
 * from the boundary's Java source; and fails the build where the two differ. It stands among the
 * tests because nothing of it is shipped. Start reading at {@link
 * dev.goatdb.web.declarations.Declarations}.
 */
@NullMarked
package dev.goatdb.web.declarations;

import org.jspecify.annotations.NullMarked;
