package dev.goatdb.sim;

import dev.goatdb.core.Engine;

/** The command line of the simulator. */
public final class Sim {
  private Sim() {}

  /** Runs a simulation. */
  public static void main(String[] args) {
    System.out.println(Engine.current().name() + " simulator, " + args.length + " arguments");
  }
}
