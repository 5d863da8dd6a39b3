package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.group.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Engines that take turns, each in a process of its own, so that a change of the machine's speed
 * hits all of them. Between turns everything is quiet. One of the others that fails is left out
 * from then on, and that is told; ours must not fail.
 */
final class Lineup implements AutoCloseable {
  private final Workshop workshop;
  private final List<ContestantProcess> processes = new ArrayList<>();

  private Lineup(Workshop workshop) {
    this.workshop = workshop;
  }

  static Lineup start(Workshop workshop, List<Engine> engines, List<String> flags)
      throws IOException {
    Lineup lineup = new Lineup(workshop);
    for (Engine engine : engines) {
      lineup.processes.add(ContestantProcess.start(workshop, engine, flags));
    }
    return lineup;
  }

  /** What an engine does in one round, and what was measured. */
  @FunctionalInterface
  interface Play {
    Samples play(ContestantProcess process) throws IOException;
  }

  /**
   * Everybody creates as many documents, so that what the compiler of the JVM does is behind it and
   * the databases are of one size.
   */
  void warmUp() throws IOException {
    String command = "fill " + workshop.effort().warmDocuments();
    once(process -> {
      process.take(command);
      return new Samples();
    });
  }

  /** Everybody does that once. */
  Map<Engine, Samples> once(Play play) throws IOException {
    Map<Engine, Samples> measured = new EnumMap<>(Engine.class);
    for (ContestantProcess process : List.copyOf(processes)) {
      try {
        measured.put(process.engine(), play.play(process));
        process.take("settle");
      } catch (IOException failed) {
        leaveOut(process, failed);
      }
    }
    return measured;
  }

  /** Rounds in which everybody does that; the first ones warm up and do not count. */
  Map<Engine, Samples> rounds(Play play) throws IOException {
    Effort effort = workshop.effort();
    long patience = TimeUnit.SECONDS.toNanos(effort.seconds());
    Map<Engine, Samples> all = new EnumMap<>(Engine.class);
    long start = System.nanoTime();
    int warmUps = 0;
    while (warmUps < effort.warmUps() && System.nanoTime() - start < patience / 3) {
      once(play);
      warmUps++;
    }
    for (int round = 0; round < effort.rounds(); round++) {
      if (round >= Effort.FEWEST_ROUNDS && System.nanoTime() - start > patience) {
        break;
      }
      once(play)
          .forEach((engine, some) -> all.computeIfAbsent(engine, e -> new Samples()).addAll(some));
    }
    return all;
  }

  private void leaveOut(ContestantProcess process, IOException failed) throws IOException {
    processes.remove(process);
    process.close();
    if (process.engine() == Engine.GOAT) {
      throw failed;
    }
    workshop.sheet().miss(process.engine().label(), failed);
  }

  @Override
  public void close() {
    processes.forEach(ContestantProcess::close);
  }
}
