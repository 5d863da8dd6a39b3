package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.Histories;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.property.Writers;
import dev.goatdb.core.text.Splice;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.LongText;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Some people write one text together, in bursts, with pastes, and offline for long; every
 * character is another one, so it can be said of each whether it is where it must be. It runs in
 * Java and in browsers alike.
 */
public final class TextWalk {
  private static final String FIELD = "notes";
  private static final View VIEW = View.plain(Value.EMPTY_DICT);

  private final Chance chance;
  private final Shape shape;
  private final List<Writer> writers = new ArrayList<>();
  private final List<Commit> commits = new ArrayList<>();
  private final Map<CommitId, Set<CommitId>> ancestors = new HashMap<>();

  /** By whom each character was inserted, and which ones somebody deleted. */
  private final Map<Integer, CommitId> authors = new HashMap<>();

  private final Set<Integer> deleted = new HashSet<>();

  /** What each author had before them afterwards, and the runs that they inserted. */
  private final List<int[]> views = new ArrayList<>();

  private final List<int[]> runs = new ArrayList<>();
  private int next;

  /**
   * How long and how wild a walk is.
   *
   * @param offline one commit in so many is followed by a look at what another one wrote
   * @param paste the characters of a paste
   */
  public record Shape(int writers, int commits, int offline, int paste) {
    /** What many seeds run. */
    public static final Shape SMALL = new Shape(5, 40, 3, 30);
  }

  /** What can be wrong on purpose, to see that it is noticed. */
  public enum Fault {
    NONE,
    A_CHARACTER_IS_LOST,
    A_CHARACTER_COMES_BACK,
    TWO_CHARACTERS_CHANGE_PLACES,
    TEXTS_MIX
  }

  /** Somebody who writes, and what they know. */
  private static final class Writer {
    final Graph graph = new Graph(10_000, new MapLedger());
    final Replay replay = new Replay(schema -> VIEW);
    final List<Commit> known = new ArrayList<>();
    final Map<CommitId, Commit> byId = new HashMap<>();
    int cursor;

    void learn(Commit commit) {
      if (!graph.contains(commit.id())) {
        graph.admit(commit, null);
        known.add(commit);
        byId.put(commit.id(), commit);
      }
    }

    List<Commit> heads() {
      List<Commit> heads = new ArrayList<>();
      if (!known.isEmpty()) {
        for (Node head : graph.resident().iterator().next().heads()) {
          heads.add(head.commit());
        }
      }
      return heads;
    }

    String text() {
      return known.isEmpty() ? "" : TextWalk.text(graph, replay);
    }
  }

  private TextWalk(long seed, Shape shape) {
    this.chance = Chance.everywhere(seed);
    this.shape = shape;
    for (int i = 0; i < shape.writers(); i++) {
      writers.add(new Writer());
    }
    while (commits.size() < shape.commits()) {
      Writer writer = writers.get(chance.below(writers.size()));
      if (chance.oneIn(shape.offline())) {
        List<Commit> theirs = writers.get(chance.below(writers.size())).known;
        int count = chance.oneIn(2) ? theirs.size() : chance.below(theirs.size() + 1);
        for (int i = 0; i < count; i++) {
          writer.learn(theirs.get(i));
        }
      }
      if (writer.heads().size() <= 16) {
        write(writer);
      }
    }
  }

  /** Walks; what is wrong then in words, or nothing. */
  public static String check(long seed, Shape shape, Fault fault) {
    return new TextWalk(seed, shape).check(fault);
  }

  /** Walks; the text that everybody has in the end. */
  public static String text(long seed, Shape shape) {
    TextWalk walk = new TextWalk(seed, shape);
    return text(Histories.admitted(walk.commits, walk.chance), new Replay(schema -> VIEW));
  }

  private static String text(Graph graph, Replay replay) {
    Value text =
        replay.value(graph.resident().iterator().next().heads()).field(FIELD).orElse(Value.of(""));
    return ((Value.Str) text).value();
  }

  private void write(Writer writer) {
    String before = writer.text();
    LongText now = LongText.of(before);
    TextChange change = TextChange.NOTHING;
    for (int i = chance.below(6); i >= 0; i--) {
      TextChange step = step(writer, now);
      change = change.then(step);
      now = step.apply(now);
    }
    List<Commit> heads = writer.heads();
    long clock = 0;
    Set<CommitId> seen = new HashSet<>();
    for (Commit head : heads) {
      clock = Math.max(clock, head.header().clock());
      seen.add(head.id());
      seen.addAll(ancestors.get(head.id()));
    }
    Commit commit =
        Commits.above(
            heads,
            clock + 1 + chance.below(5),
            chance.octets(Body.SALT_BYTES),
            Writers.operations(FIELD, change));
    ancestors.put(commit.id(), seen);
    commits.add(commit);
    writer.learn(commit);
    note(commit, before, change, now.toString());
  }

  private void note(Commit commit, String before, TextChange change, String after) {
    int at = 0;
    for (Splice splice : change.splices()) {
      at += splice.keep();
      for (int one : points(before.substring(at, at + splice.delete()))) {
        deleted.add(one);
      }
      at += splice.delete();
      int[] run = points(splice.insert());
      for (int one : run) {
        authors.put(one, commit.id());
      }
      runs.add(run);
    }
    views.add(points(after));
  }

  /** They mostly go on where they were; a paste is long. */
  private TextChange step(Writer writer, LongText text) {
    int cursor = Math.min(writer.cursor, text.length());
    if (chance.oneIn(6)) {
      cursor = chance.below(text.length() + 1);
    }
    cursor = boundary(text, cursor);
    int end = boundary(text, Math.min(text.length(), cursor + chance.below(8)));
    boolean deletes = chance.oneIn(3);
    int count = chance.oneIn(12) ? shape.paste() : chance.below(deletes ? 2 : 4);
    StringBuilder insert = new StringBuilder();
    for (int i = 0; i < count; i++) {
      insert.append(character(next++));
    }
    int delete = deletes ? Math.max(0, end - cursor) : 0;
    // Who types forwards stands behind what was typed, and who types backwards before it.
    writer.cursor = chance.oneIn(8) ? cursor : cursor + insert.length();
    return TextChange.of(cursor, delete, insert.toString());
  }

  /** Every third one, and every one after very many, is a surrogate pair. */
  private static String character(int number) {
    boolean pair = number % 3 == 0 || number > 50_000;
    return new String(Character.toChars((pair ? 0x20000 : 0x100) + number));
  }

  private static int boundary(LongText text, int at) {
    boolean within = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
    return within ? at - 1 : at;
  }

  private static int[] points(String text) {
    int[] points = new int[text.codePointCount(0, text.length())];
    int count = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(points[count - 1])) {
      points[count++] = text.codePointAt(i);
    }
    return points;
  }

  private String check(Fault fault) {
    String text = text(Histories.admitted(chance.shuffled(commits), chance), replay());
    for (Writer writer : writers) {
      commits.forEach(writer::learn);
      if (!writer.text().equals(text)) {
        return "two who know everything have different texts";
      }
    }
    int[] points = wrong(points(text), fault);
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < points.length; i++) {
      if (deleted.contains(points[i]) || !authors.containsKey(points[i])) {
        return "a character is there that somebody deleted";
      }
      places.put(points[i], i);
    }
    if (places.size() != points.length || points.length != authors.size() - deleted.size()) {
      return "a character is lost that nobody deleted, or there twice";
    }
    for (int[] view : views) {
      if (!inOrder(view, places)) {
        return "two characters are in another order than an author saw";
      }
    }
    return mixed(points, places);
  }

  private static Replay replay() {
    return new Replay(schema -> VIEW);
  }

  private static boolean inOrder(int[] view, Map<Integer, Integer> places) {
    int last = -1;
    for (int one : view) {
      Integer place = places.get(one);
      if (place != null && place < last) {
        return false;
      }
      last = place == null ? last : place;
    }
    return true;
  }

  /** Within a run stands only what somebody put there who saw it. */
  private String mixed(int[] points, Map<Integer, Integer> places) {
    for (int[] run : runs) {
      int last = -1;
      for (int one : run) {
        Integer place = places.get(one);
        for (int i = last + 1; place != null && last >= 0 && i < place; i++) {
          CommitId by = authors.get(points[i]);
          if (!ancestors.get(by).contains(authors.get(one))) {
            return "texts that were written at the same time mix";
          }
        }
        last = place == null ? last : place;
      }
    }
    return "";
  }

  private int[] wrong(int[] points, Fault fault) {
    List<Integer> changed = new ArrayList<>();
    for (int point : points) {
      changed.add(point);
    }
    switch (fault) {
      case NONE -> {}
      case A_CHARACTER_IS_LOST ->
          changed.subList(changed.size() / 2, changed.size() / 2 + 1).clear();
      case A_CHARACTER_COMES_BACK -> changed.add(deleted.iterator().next());
      case TWO_CHARACTERS_CHANGE_PLACES -> Collections.rotate(changed, 1);
      case TEXTS_MIX -> mix(changed);
    }
    int[] result = new int[changed.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = changed.get(i);
    }
    return result;
  }

  /** Puts a character of nobody who saw it into a run. */
  private void mix(List<Integer> points) {
    for (int i = 0; i + 1 < points.size(); i++) {
      CommitId by = authors.get(points.get(i));
      if (by.equals(authors.get(points.get(i + 1)))) {
        for (int other : List.copyOf(points)) {
          CommitId stranger = authors.get(other);
          if (!stranger.equals(by)
              && !ancestors.get(stranger).contains(by)
              && !ancestors.get(by).contains(stranger)) {
            points.removeIf(one -> one == other);
            points.add(points.indexOf(points.get(i)) + 1, other);
            return;
          }
        }
      }
    }
  }
}
