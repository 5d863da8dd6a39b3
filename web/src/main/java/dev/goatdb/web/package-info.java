/** The boundary between the engine and JavaScript. */
@NullMarked
package dev.goatdb.web;

import org.jspecify.annotations.NullMarked;
