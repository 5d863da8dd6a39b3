package dev.goatdb.server.demo;

import java.util.Set;

/**
 * Somebody who edits a replica; the oracle hears of every edit.
 *
 * @param name what they sign with: their tag, and their word in a contested text
 */
record Person(String name, Editor editor, Oracle oracle) {

  String makeList(String list) {
    Editor.Made made = editor.makeList(list);
    oracle.made(made);
    return made.path();
  }

  String add(String text, String... tags) {
    Editor.Made made = editor.add(text, Set.of(tags));
    oracle.made(made);
    return made.path();
  }

  /** Rewrites a text where nobody else does. */
  void rename(String path, String text) {
    editor.rename(path, text);
    oracle.wrote(path, "text", text);
  }

  /** Rewrites a text where others do the same, unseen. */
  void contest(String path, String text) {
    String mine = text + ", says " + name;
    oracle.contested(path, "text", name, mine);
    editor.rename(path, mine);
  }

  void check(String path, boolean done) {
    editor.check(path, done);
    oracle.wrote(path, "done", done);
  }

  /** Puts the own name on a task; others put theirs. */
  void join(String path) {
    editor.tag(path, name);
    oracle.tagged(path, name);
  }

  void leave(String path) {
    editor.untag(path, name);
    oracle.untagged(path, name);
  }

  void delete(String path) {
    editor.delete(path);
    oracle.deleted(path);
  }
}
