package dev.goatdb.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** The few things of JavaScript that values are made of. */
final class Js {
  static final int NOTHING = 0;
  static final int BOOLEAN = 1;
  static final int NUMBER = 2;
  static final int STRING = 3;
  static final int BIGINT = 4;
  static final int DATE = 5;
  static final int LIST = 6;
  static final int MAP = 7;
  static final int OBJECT = 8;
  static final int BYTES = 9;

  private Js() {}

  /** Receives what an iteration finds. */
  @JSFunctor
  interface Visitor extends JSObject {
    void visit(JSObject element);
  }

  /** Receives the entries of a map. */
  @JSFunctor
  interface EntryVisitor extends JSObject {
    void visit(String key, JSObject value);
  }

  @JSBody(
      params = "v",
      script =
          "if(v===null||v===undefined)return 0;"
              + "switch(typeof v){case 'boolean':return 1;case 'number':return 2;case 'string':return 3;"
              + "case 'bigint':return 4;case 'object':"
              + "return v instanceof Date?5:Array.isArray(v)||v instanceof Set?6:v instanceof Map?7:"
              + "v instanceof Uint8Array?9:"
              + "Object.getPrototypeOf(v)===Object.prototype||Object.getPrototypeOf(v)===null?8:10;}"
              + "return 10;")
  static native int kind(JSObject v);

  /** What a person would call it, for messages. */
  @JSBody(
      params = "v",
      script =
          "return v===null||v===undefined?'nothing':typeof v==='object'&&v.constructor?v.constructor.name:typeof v;")
  static native String name(JSObject v);

  @JSBody(params = "v", script = "return v;")
  static native boolean asBoolean(JSObject v);

  @JSBody(params = "v", script = "return v;")
  static native double asDouble(JSObject v);

  @JSBody(params = "v", script = "return v;")
  static native String asString(JSObject v);

  @JSBody(params = "v", script = "return v.toString();")
  static native String digits(JSObject v);

  @JSBody(params = "v", script = "return v.getTime();")
  static native double time(JSObject v);

  /** A copy. */
  @JSByRef
  @JSBody(params = "v", script = "return new Int8Array(v);")
  static native byte[] asBytes(JSObject v);

  @JSBody(
      params = {"v", "to"},
      script = "v.forEach(function(e){to(e);});")
  static native void each(JSObject v, Visitor to);

  @JSBody(
      params = {"v", "to"},
      script =
          "if(v instanceof Map)v.forEach(function(e,k){to(String(k),e);});"
              + "else Object.keys(v).forEach(function(k){to(k,v[k]);});")
  static native void eachEntry(JSObject v, EntryVisitor to);

  @JSBody(params = "v", script = "return v;")
  static native JSObject of(boolean v);

  @JSBody(params = "v", script = "return v;")
  static native JSObject of(double v);

  @JSBody(params = "v", script = "return v;")
  static native JSObject of(String v);

  @JSBody(params = "digits", script = "return BigInt(digits);")
  static native JSObject bigInt(String digits);

  @JSBody(params = "millis", script = "return new Date(millis);")
  static native JSObject date(double millis);

  /** The path of an item; JavaScript joins texts without copying them. */
  @JSBody(
      params = {"repository", "name"},
      script = "return repository+'/'+name;")
  static native String path(String repository, String name);

  /** The order of texts by their UTF-16 units, as Java's. */
  @JSBody(
      params = {"a", "b"},
      script = "return a<b?-1:a>b?1:0;")
  static native int compare(String a, String b);

  @JSBody(
      params = "bytes",
      script = "return new Uint8Array(bytes.buffer,bytes.byteOffset,bytes.length);")
  static native JSObject bytes(@JSByRef byte[] bytes);

  @JSBody(script = "return new Set();")
  static native JSObject set();

  @JSBody(
      params = {"set", "v"},
      script = "set.add(v);")
  static native void add(JSObject set, JSObject v);

  @JSBody(script = "return new Map();")
  static native JSObject map();

  @JSBody(
      params = {"map", "key", "v"},
      script = "map.set(key,v);")
  static native void put(JSObject map, String key, JSObject v);

  @JSBody(script = "return [];")
  static native JSObject list();

  @JSBody(
      params = {"list", "v"},
      script = "list.push(v);")
  static native void push(JSObject list, JSObject v);

  @JSBody(script = "return {};")
  static native JSObject object();

  @JSBody(
      params = {"object", "key", "v"},
      script = "object[key]=v;")
  static native void set(JSObject object, String key, JSObject v);

  @JSBody(params = "object", script = "return Object.freeze(object);")
  static native JSObject freeze(JSObject object);
}
