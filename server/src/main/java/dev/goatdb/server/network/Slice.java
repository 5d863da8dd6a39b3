package dev.goatdb.server.network;

import static dev.goatdb.server.network.Writer.TAGS;
import static dev.goatdb.server.network.Writer.TEXT;
import static dev.goatdb.server.network.Writer.VOTES;

import dev.goatdb.server.network.Writer.Wrote;
import dev.goatdb.server.torture.Waiting;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * One run from a seed: clients edit the same and different items while their network fails; then it
 * is mended, and all must show the same, which is what they wrote.
 *
 * <p>A witness whose network is good looks at the server meanwhile: what was acknowledged must be
 * there. Counters tell of edits that were lost or counted twice, and every tag is of one client.
 */
final class Slice implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> NAMES = List.of("ada", "bob", "cleo");
  private static final List<String> SHARED = List.of("one", "two", "three");
  private static final int MOST_PAUSE_MILLIS = 40;

  private final Random random;
  private final int port;
  private final Duration patience;
  private final List<Writer> writers = new ArrayList<>();
  private final Writer witness;
  private final Storm storm = new Storm();
  private final List<String> wrong = new ArrayList<>();
  private final List<String> story = new ArrayList<>();

  /**
   * @param port of a server that serves {@link Writer#DEFINITIONS}
   */
  Slice(long seed, int port) throws IOException {
    this(seed, port, to -> to, PATIENCE);
  }

  /**
   * @param spoiled stands before what the first client sends
   * @param patience how long everything may take to come to the same
   */
  Slice(long seed, int port, UnaryOperator<OutputStream> spoiled, Duration patience)
      throws IOException {
    this.random = new Random(seed);
    this.port = port;
    this.patience = patience;
    String repository = "/network/slice" + seed;
    this.witness = new Writer("witness", repository, new Proxy(port), SILENCE);
    for (String name : NAMES) {
      Proxy proxy = writers.isEmpty() ? new Proxy(port, spoiled) : new Proxy(port);
      writers.add(new Writer(name, repository, proxy, SILENCE));
    }
  }

  /** What happened, for people. */
  List<String> story() {
    return story;
  }

  /** What is wrong afterwards, in words. */
  List<String> run() throws IOException {
    SHARED.forEach(writers.get(0)::create);
    writers.forEach(writer -> writer.db().sync());
    for (int rounds = 2 + random.nextInt(4); rounds > 0; rounds--) {
      round();
    }
    writers.forEach(Fault::mend);
    converge();
    return wrong;
  }

  private void round() throws IOException {
    for (Writer writer : writers) {
      if (random.nextInt(3) > 0) {
        Fault fault = Fault.any(random);
        story.add(writer.name() + " " + fault);
        fault.begin(writer, random);
      }
    }
    if (random.nextInt(3) == 0) {
      story.add("storm");
      storm.blow(port, 20 + random.nextInt(60), random);
    }
    for (int edits = 10 + random.nextInt(60); edits > 0; edits--) {
      Writer writer = writers.get(random.nextInt(writers.size()));
      writer.edit(random, SHARED);
      if (random.nextInt(3) == 0) {
        Waiting.sleep(random.nextInt(MOST_PAUSE_MILLIS));
      }
      if (random.nextInt(30) == 0) {
        checkAcknowledged(writer);
      }
    }
    if (random.nextBoolean()) {
      writers.forEach(Fault::mend);
    }
  }

  /** What a client takes for acknowledged, the server has. */
  private void checkAcknowledged(Writer writer) {
    List<String> keys =
        writer.keys().stream().filter(key -> writer.item(key).isOnServer()).toList();
    if (keys.isEmpty()) {
      return;
    }
    witness.db().sync();
    for (String key : keys) {
      Set<String> missing = new TreeSet<>(writer.wrote(key).tags());
      missing.removeAll(tags(witness, key));
      if (!missing.isEmpty()) {
        wrong.add("acknowledged to " + writer.name() + " and not there: " + key + " " + missing);
      }
    }
  }

  private void converge() {
    boolean same =
        Waiting.isTrueWithin(
            patience.toMillis(), () -> writers.stream().allMatch(Writer::isOnServer) && agree());
    if (!same) {
      wrong.add("the clients and the server did not come to the same");
    }
    Set<String> keys = new TreeSet<>();
    writers.forEach(writer -> keys.addAll(writer.keys()));
    witness.db().sync();
    keys.forEach(this::compare);
    writers.forEach(this::compare);
  }

  private boolean agree() {
    String digest = witness.db().status(witness.repository()).commitDigest();
    return writers.stream()
        .allMatch(one -> one.db().status(one.repository()).commitDigest().equals(digest));
  }

  private void compare(Writer writer) {
    if (!writer.isOnServer()) {
      wrong.add(writer.name() + " is not in step, pending " + writer.pending());
    }
    writer.db().refused().forEach(edit -> wrong.add(writer.name() + " was refused " + edit));
    String shown = writer.db().status(writer.repository()).valueDigest();
    if (!shown.equals(witness.db().status(witness.repository()).valueDigest())) {
      wrong.add(writer.name() + " shows something else than the server");
    }
  }

  /** One item, field by field, at each client and, by the witness, at the server. */
  private void compare(String key) {
    long votes = 0;
    Set<String> tags = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (Writer writer : writers) {
      Wrote wrote = writer.wrote(key);
      votes += wrote.votes();
      tags.addAll(wrote.tags());
      texts.add(wrote.text());
    }
    List<Writer> all = new ArrayList<>(writers);
    all.add(witness);
    String text = witness.find(key).map(item -> item.get(TEXT)).orElse("nothing");
    if (!texts.contains(text)) {
      wrong.add("nobody wrote last what the server shows of " + key);
    }
    for (Writer one : all) {
      String shown = one.find(key).map(item -> item.get(TEXT)).orElse("nothing");
      long counted = one.find(key).flatMap(item -> item.find(VOTES)).orElse(0L);
      if (!shown.equals(text) || counted != votes || !tags(one, key).equals(tags)) {
        wrong.add(
            one.name()
                + " shows of "
                + key
                + ": votes "
                + counted
                + " for "
                + votes
                + ", tags "
                + tags(one, key)
                + " for "
                + tags
                + ", text "
                + shown.equals(text));
      }
    }
  }

  private static Set<String> tags(Writer writer, String key) {
    return writer.find(key).flatMap(item -> item.find(TAGS)).orElse(Set.of());
  }

  @Override
  public void close() throws IOException {
    storm.close();
    witness.close();
    for (Writer writer : writers) {
      writer.close();
    }
  }
}
