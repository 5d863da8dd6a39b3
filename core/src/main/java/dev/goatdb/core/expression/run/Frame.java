package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Bounds;
import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;

/** One evaluation: its scope, the variables of its macros and what is left of its budget. */
public final class Frame {
  private static final Datum[] NONE = {};

  final Scope scope;
  final Datum[] locals;
  private int budget;
  private boolean exhausted;

  public Frame(Scope scope, int locals, int budget) {
    this.scope = scope;
    this.locals = locals == 0 ? NONE : new Datum[locals];
    this.budget = budget;
  }

  /** Whether the budget ran out; then nothing that was computed counts. */
  public boolean exhausted() {
    return exhausted;
  }

  /** How many units are left. */
  public int left() {
    return budget;
  }

  /** Takes units from the budget; false, from then on, where they are more than are left. */
  boolean pays(int units) {
    if (exhausted || units > budget) {
      exhausted = true;
      return false;
    }
    budget -= units;
    return true;
  }

  /** Pays for handling so many characters, bytes or elements. */
  boolean paysFor(int size) {
    return pays(size / Bounds.PER_UNIT);
  }

  /** Pays for what may take as many steps as the product of two sizes. */
  boolean paysFor(int size, int times) {
    double units = (double) size * times / (Bounds.PER_UNIT * Bounds.PER_UNIT);
    return pays(units < budget ? (int) units : budget + 1);
  }

  static Failure tooCostly(int at) {
    return new Failure(Fault.COST, at, "the evaluation costs too much");
  }
}
