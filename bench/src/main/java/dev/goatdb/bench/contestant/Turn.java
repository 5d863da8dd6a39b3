package dev.goatdb.bench.contestant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a contestant does when it is its turn, with a clock beside it. Durations are nanoseconds.
 *
 * <pre>
 * open FOLDER buffered|synced COUNT   opens a folder with so many documents: the duration
 * visit FOLDER COUNT                opens it, reads a field of one document, closes it: the duration
 *                                     until it was read
 * create BATCHES SIZE                 creates: the duration of each batch
 * pour MILLIS                         creates one after another for so long: count and duration
 * fill COUNT                          creates so many, without a clock: 0
 * finish COUNT                        sets a field of so many documents: the duration of each
 * read BATCHES SIZE AMONG             reads a field of documents, as many as a power of two: the
 *                                     duration of each batch
 * all                                 reads every field of all: duration, count and sum
 * settle                              waits until nothing goes on, where anything is open: 0
 * close                               the duration
 * </pre>
 */
final class Turn {
  private static final int POURED_AT_ONCE = 1000;
  private static final int FILLED_AT_ONCE = 10_000;

  /** It is odd, and so it reaches every document, each far from the one before. */
  private static final int STRIDE = 0x5851F42D;

  private final Engine engine;
  private Optional<Contestant> open = Optional.empty();
  private int created;
  private int finished;
  private int visits;
  private long unused;

  Turn(Engine engine) {
    this.engine = engine;
  }

  String take(String command) throws Exception {
    String[] words = command.split(" ", -1);
    long[] answer =
        switch (words[0]) {
          case "open" -> open(Path.of(words[1]), words[2].equals("synced"), number(words[3]));
          case "visit" -> visit(Path.of(words[1]), number(words[2]));
          case "create" -> create(number(words[1]), number(words[2]));
          case "pour" -> pour(number(words[1]));
          case "fill" -> fill(number(words[1]));
          case "finish" -> finish(number(words[1]));
          case "read" -> read(number(words[1]), number(words[2]), number(words[3]));
          case "all" -> readAll();
          case "settle" -> settle();
          case "close" -> close();
          default -> throw new IllegalArgumentException("unknown: " + command);
        };
    return LongStream.of(answer).mapToObj(Long::toString).collect(Collectors.joining(" "));
  }

  private long[] open(Path folder, boolean synced, int count) throws Exception {
    created = count;
    finished = 0;
    Files.createDirectories(folder);
    return new long[] {timed(() -> open = Optional.of(engine.open(folder, synced)))};
  }

  private long[] visit(Path folder, int count) throws Exception {
    visits++;
    String key = Document.key(Math.floorMod(visits * STRIDE, count));
    long start = System.nanoTime();
    try (Contestant contestant = engine.open(folder, false)) {
      unused += contestant.text(contestant.address(key)).length();
      return new long[] {System.nanoTime() - start};
    }
  }

  private long[] create(int batches, int size) throws Exception {
    long[] durations = new long[batches];
    for (int i = 0; i < batches; i++) {
      List<Document> documents = next(size);
      durations[i] = timed(() -> contestant().create(documents));
    }
    return durations;
  }

  private long[] pour(int millis) throws Exception {
    int before = created;
    long duration = 0;
    while (duration < 1_000_000L * millis) {
      List<Document> documents = next(POURED_AT_ONCE);
      duration += timed(() -> contestant().pour(documents));
    }
    duration += timed(contestant()::settle);
    return new long[] {created - before, duration};
  }

  private long[] fill(int count) throws Exception {
    int target = created + count;
    while (created < target) {
      contestant().pour(next(Math.min(FILLED_AT_ONCE, target - created)));
    }
    contestant().settle();
    return new long[] {0};
  }

  private long[] finish(int count) throws Exception {
    long[] durations = new long[count];
    for (int i = 0; i < count; i++) {
      String address = address(finished++);
      durations[i] = timed(() -> contestant().finish(address));
    }
    return durations;
  }

  private long[] read(int batches, int size, int among) throws Exception {
    String[] addresses = new String[among];
    for (int i = 0; i < among; i++) {
      addresses[i] = address(i);
    }
    long[] durations = new long[batches];
    for (int i = 0; i < batches; i++) {
      durations[i] = timed(() -> unused += read(addresses, size));
    }
    return durations;
  }

  private int read(String[] addresses, int count) throws Exception {
    Contestant contestant = contestant();
    int length = 0;
    int at = 0;
    for (int i = 0; i < count; i++) {
      at += STRIDE;
      length += contestant.text(addresses[at & (addresses.length - 1)]).length();
    }
    return length;
  }

  private long[] readAll() throws Exception {
    long start = System.nanoTime();
    Tally tally = contestant().readAll();
    return new long[] {System.nanoTime() - start, tally.count(), tally.sum()};
  }

  private long[] settle() throws Exception {
    if (open.isPresent()) {
      contestant().settle();
    }
    return new long[] {0};
  }

  private long[] close() throws Exception {
    long duration = timed(contestant()::close);
    open = Optional.empty();
    return new long[] {duration};
  }

  private List<Document> next(int count) {
    List<Document> documents = Document.range(created, count);
    created += count;
    return documents;
  }

  private String address(int number) {
    return contestant().address(Document.key(number));
  }

  private Contestant contestant() {
    return open.orElseThrow(() -> new IllegalStateException("nothing is open"));
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private static long timed(Action action) throws Exception {
    long start = System.nanoTime();
    action.run();
    return System.nanoTime() - start;
  }

  /** Something that may fail. */
  @FunctionalInterface
  private interface Action {
    void run() throws Exception;
  }
}
