package dev.goatdb.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.goatdb.error.GoatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of repositories and items. */
class PathTest {
  @Test
  void aPathIsWhatItWasReadFrom() {
    assertEquals("/data/todos", RepositoryPath.parse("/data/todos").toString());
    assertEquals("/data/todos/山羊 1", ItemPath.parse("/data/todos/山羊 1").toString());
    assertEquals("todos", ItemPath.parse("/data/todos/milk").repository().name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/a", "a/b", "/a/", "//b", "/a/b/c", "/./b", "/a/..", "/a/\n"})
  void whatIsNoPathOfARepositoryIsRefused(String path) {
    assertThrows(GoatException.InvalidValue.class, () -> RepositoryPath.parse(path));
    Value text = Value.of(path);
    CborReader in = new CborReader(Canonical.encode(text));
    assertThrows(GoatException.Corrupted.class, () -> RepositoryPath.read(in));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a/b", "/a/b/", "/a/b/c/d", "a/b/c", "/a//c", "/a/b/.", "/a/b/\u0085"})
  void whatIsNoPathOfAnItemIsRefused(String path) {
    assertThrows(GoatException.InvalidValue.class, () -> ItemPath.parse(path));
  }

  @Test
  void aNameHasUpTo128Bytes() {
    ItemPath.parse("/a/b/" + "ü".repeat(64));
    assertThrows(
        GoatException.InvalidValue.class, () -> ItemPath.parse("/a/b/" + "ü".repeat(64) + "c"));
    assertThrows(GoatException.InvalidValue.class, () -> ItemPath.parse("/a/b/\ud800"));
  }
}
