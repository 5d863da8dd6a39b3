package dev.goatdb.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * What happens to the list: acts for three people, whatever they edit with.
 *
 * <p>Tasks have parts. In every act some are edited by one person only, so that the outcome is
 * certain, and some by several at once, so that there is something to merge.
 */
final class Play {
  private static final long PATIENCE_MILLIS = 180_000;
  private static final List<List<String>> PLANS =
      List.of(
          List.of(
              "Check the weather above the tree line",
              "Ask for the key to the hut",
              "Bread, hard cheese, dried apricots",
              "Download the map"),
          List.of(
              "Oil the boots",
              "Spare batteries for the head torch",
              "Book the early train",
              "Water the tomatoes before we leave"),
          List.of(
              "Tell the neighbours about the goat",
              "Pack the first aid kit",
              "Charge the camera",
              "Find the good thermos"));

  private static final List<String> DISPUTED =
      List.of("We start at seven", "We take the long way", "We stay two nights");

  private final List<Person> people;
  private final Oracle oracle;
  private final Consumer<String> tell;

  /**
   * @param people three of them; the first founds the list
   * @param tell hears what is about to happen
   */
  Play(List<Person> people, Oracle oracle, Consumer<String> tell) {
    this.people = new ArrayList<>(people);
    this.oracle = oracle;
    this.tell = tell;
  }

  List<Person> people() {
    return List.copyOf(people);
  }

  /** The same person goes on at another editor. */
  void replace(Person before, Person after) {
    people.set(people.indexOf(before), after);
  }

  void found() {
    tell.accept("One person makes a list; it reaches the others.");
    String list = people.get(0).makeList("A weekend in the mountains");
    settle(people);
    people.forEach(person -> person.editor().enter(list));
  }

  void together() {
    tell.accept("All three add tasks, and edit the same ones at once.");
    atOnce(
        people,
        person -> PLANS.get(people.indexOf(person)).forEach(task -> person.add(task, "trip")));
    settle(people);
    List<String> tasks = oracle.tasks();
    atOnce(
        people,
        person -> {
          int own = people.indexOf(person);
          for (int i = 0; i < tasks.size(); i++) {
            if (i < DISPUTED.size()) {
              person.contest(tasks.get(i), DISPUTED.get(i));
            }
            if (i % people.size() == own) {
              person.check(tasks.get(i), i % 2 == 0);
            }
            if (i < 6 || i % people.size() == own) {
              person.join(tasks.get(i));
            }
          }
          person.rename(tasks.get(9 + own), "Ask " + person.name() + " about the third day");
        });
    settle(people);
  }

  /** Ten edits without a network, on tasks that the others edit, too. */
  void apart(Runnable whileApart) {
    Person away = people.get(1);
    List<Person> others = List.of(people.get(0), people.get(2));
    List<String> tasks = oracle.tasks();
    tell.accept("One goes offline and makes ten edits, while the others edit the same tasks.");
    away.editor().setOnline(false);
    Replica before = away.editor().read();
    atOnce(
        people,
        person -> {
          if (person.equals(away)) {
            tenEdits(away, tasks);
          } else {
            person.contest(tasks.get(3), "Somebody else will do this");
            person.contest(tasks.get(4), "This can wait");
            person.add("Thought of by " + person.name() + " meanwhile", "late");
          }
        });
    others.get(0).delete(tasks.get(6));
    others.get(0).join(tasks.get(7));
    others.get(1).check(tasks.get(8), true);
    others.get(1).join(tasks.get(7));
    settle(others);
    requireApart(before, away.editor().read());
    whileApart.run();
    tell.accept("Back online: what was done apart merges.");
    away.editor().setOnline(true);
    settle(people);
  }

  private static void tenEdits(Person away, List<String> tasks) {
    away.contest(tasks.get(3), "Nobody needs to do this");
    away.contest(tasks.get(4), "This cannot wait");
    away.rename(tasks.get(5), "Written on the train, without a network");
    away.join(tasks.get(7));
    away.leave(tasks.get(0));
    away.check(tasks.get(9), true);
    away.check(tasks.get(10), true);
    away.join(tasks.get(6));
    away.add("Found out on the train", "late");
    away.delete(tasks.get(11));
  }

  private static void requireApart(Replica before, Replica now) {
    if (now.pending() == 0 || now.items().equals(before.items())) {
      throw new NotConverged(
          "Offline edits were not kept as waiting.", List.of(now.pending() + " edits wait"));
    }
    long strange =
        now.items().values().stream()
            .filter(item -> String.valueOf(item.get("text")).startsWith("Thought of by"))
            .count();
    if (strange > 0) {
      throw new NotConverged(
          "Somebody offline saw what happened elsewhere.", List.of(strange + " tasks of others"));
    }
  }

  /** The server dies while all three write, and stays away for a while. */
  void killed(Runnable kill, Runnable restart) {
    tell.accept("The server is killed with -9 while all three write. They go on.");
    List<String> tasks = oracle.tasks();
    CompletableFuture<Void> killing = CompletableFuture.runAsync(kill);
    atOnce(
        people,
        person -> {
          int own = people.indexOf(person);
          person.add("Before or after the crash, by " + person.name(), "crash");
          person.contest(tasks.get(0), "Written into a crash");
          person.check(tasks.get(3 + own), true);
        });
    killing.join();
    atOnce(
        people,
        person -> {
          person.add("While the server was dead, by " + person.name(), "crash");
          person.join(tasks.get(1));
        });
    tell.accept("The server starts again on its folder.");
    restart.run();
    settle(people);
  }

  /**
   * Waits until those show the same and the server has everything of theirs; where it is all of
   * them, until they show what the oracle says.
   */
  void settle(List<Person> those) {
    List<String> problems = new ArrayList<>();
    boolean settled =
        Pauses.until(
            PATIENCE_MILLIS,
            () -> {
              problems.clear();
              List<Replica> replicas =
                  those.stream().map(person -> person.editor().read()).toList();
              for (int i = 0; i < replicas.size(); i++) {
                Replica replica = replicas.get(i);
                String name = those.get(i).name();
                if (those.size() == people.size()) {
                  oracle.differences(replica).forEach(wrong -> problems.add(name + ": " + wrong));
                }
                if (replica.pending() > 0) {
                  problems.add(name + ": " + replica.pending() + " edits are not confirmed");
                }
                if (!replica.items().equals(replicas.get(0).items())) {
                  problems.add(name + " and " + those.get(0).name() + " differ");
                }
              }
              return problems.isEmpty();
            });
    if (!settled) {
      throw new NotConverged(
          "After " + PATIENCE_MILLIS / 1000 + " seconds there are differences.", problems);
    }
  }

  private static void atOnce(List<Person> people, Consumer<Person> acting) {
    CompletableFuture<?>[] all =
        people.stream()
            .map(person ->
                CompletableFuture.runAsync(() -> acting.accept(person), Thread::startVirtualThread))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(all).join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
