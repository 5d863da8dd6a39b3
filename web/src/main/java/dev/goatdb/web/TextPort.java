package dev.goatdb.web;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSObject;

/** What the page's TextDecoder does faster than portable code. */
public interface TextPort extends JSObject {
  /** The text that well-formed UTF-8 spells, or null where it is malformed. */
  @Nullable String decode(@JSByRef byte[] bytes, int offset, int length);
}
