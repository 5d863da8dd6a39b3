package dev.goatdb.core.schema;

import dev.goatdb.core.expression.check.Nearest;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a version can follow the one before: every field of it comes from exactly one place, and
 * fits what it comes from.
 */
public final class UpgradeCheck {
  /** The parts of an upgrade, as a definition file calls them; and the fields of the version. */
  public enum Part {
    RENAME("rename"),
    DROP("drop"),
    SET("set"),
    CODE("code"),
    FIELD("fields");

    private final String word;

    Part(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * Something that does not fit.
   *
   * @param name which entry of the part it is about
   * @param ofName whether the name of the entry is wrong, not what stands there
   */
  public record Flaw(Part part, String name, boolean ofName, GoatException.InvalidDefinition why) {}

  private final Schema before;
  private final Schema after;
  private final Upgrade upgrade;
  private final List<Flaw> flaws = new ArrayList<>();

  public UpgradeCheck(Schema before, Schema after) {
    this.before = before;
    this.after = after;
    this.upgrade = after.upgrade();
    upgrade.renamed().forEach(this::renaming);
    upgrade.dropped().forEach(this::dropping);
    upgrade.set().forEach(this::setting);
    upgrade.coded().forEach(this::coding);
    after.fields().values().forEach(this::origin);
  }

  /** What does not fit, if anything. */
  public List<Flaw> flaws() {
    return flaws;
  }

  private void renaming(String old, String name) {
    FieldDefinition from = before.fields().get(old);
    FieldDefinition to = after.fields().get(name);
    if (from == null) {
      missing(Part.RENAME, old, old, before);
    } else if (to == null) {
      missing(Part.RENAME, old, name, after);
    } else if (old.equals(name)) {
      flaw(Part.RENAME, old, "The field '" + old + "' is renamed to itself.", "Leave it out.");
    } else if (upgrade.dropped().contains(old)) {
      flaw(
          Part.RENAME,
          old,
          "The field '" + old + "' is renamed and dropped.",
          "Keep one of the two.");
    } else if (upgrade.computes(name) || isKept(name) || isTakenBefore(old, name)) {
      flaw(
          Part.RENAME,
          old,
          "The field '" + name + "' would have two origins, '" + old + "' among them.",
          isKept(name) ? "Drop or rename the '" + name + "' of before." : "Keep one of them.");
    } else if (!from.type().equals(to.type())) {
      changed(Part.RENAME, old, from, to);
    }
  }

  /** Whether a field of before that comes earlier in the alphabet gets this name, too. */
  private boolean isTakenBefore(String old, String name) {
    for (Map.Entry<String, String> other : upgrade.renamed().entrySet()) {
      if (other.getValue().equals(name) && other.getKey().compareTo(old) < 0) {
        return true;
      }
    }
    return false;
  }

  private void dropping(String old) {
    if (!before.fields().containsKey(old)) {
      missing(Part.DROP, old, old, before);
    }
  }

  private void setting(String name, Computed written) {
    FieldDefinition to = after.fields().get(name);
    if (to == null) {
      missing(Part.SET, name, name, after);
      return;
    }
    FieldDefinition same = before.fields().get(name);
    if (!to.type().isRegister()) {
      byCode(Part.SET, name, "gives the field '" + name + "' " + to.type().phrase());
      return;
    }
    if (same != null && isKept(name) && !same.type().isRegister()) {
      changed(Part.SET, name, same, to);
      return;
    }
    try {
      Computed computed = written.in(Surroundings.ofUpgrade(before));
      if (!computed.fits(to.type())) {
        flaw(
            Part.SET,
            name,
            "The upgrade sets the field '"
                + name
                + "' to "
                + computed.typeName()
                + ", not "
                + to.type().phrase()
                + ".",
            "Change the expression or the type.");
      }
    } catch (GoatException.InvalidDefinition wrong) {
      flaws.add(new Flaw(Part.SET, name, false, wrong));
    }
  }

  private void coding(String name) {
    if (!after.fields().containsKey(name)) {
      missing(Part.CODE, name, name, after);
    } else if (upgrade.set().containsKey(name)) {
      flaw(
          Part.CODE,
          name,
          "The field '" + name + "' would have two origins, \"set\" and \"code\".",
          "Keep one of them.");
    }
  }

  /** Where the value of a field that the upgrade does not name comes from. */
  private void origin(FieldDefinition field) {
    String name = field.name();
    if (upgrade.computes(name) || upgrade.renamed().containsValue(name)) {
      return;
    }
    FieldDefinition same = isKept(name) ? before.fields().get(name) : null;
    boolean mayBeMissing =
        !field.needsValue() || field.fallback().isPresent() || field.computed().isPresent();
    if (same != null && !same.type().equals(field.type())) {
      changed(Part.FIELD, name, same, field);
    } else if (same == null && !mayBeMissing) {
      flaw(
          Part.FIELD,
          name,
          "The field '" + name + "' is required, but items of " + before + " have no value for it.",
          "Give it a default, or say under \"upgrade\" what it is: \"rename\", \"set\" or \"code\".");
    }
  }

  private boolean isKept(String name) {
    return before.fields().containsKey(name)
        && !upgrade.renamed().containsKey(name)
        && !upgrade.dropped().contains(name);
  }

  private void changed(Part part, String entry, FieldDefinition from, FieldDefinition to) {
    String what = "turns " + from.type().phrase() + " into " + to.type().phrase();
    if (from.type().isRegister() && to.type().isRegister()) {
      flaw(
          part,
          entry,
          "The field '" + to.name() + "' " + what + ".",
          "Say how under \"set\" of \"upgrade\", in terms of 'old." + from.name() + "'.");
    } else {
      byCode(part, entry, what + " in the field '" + to.name() + "'");
    }
  }

  private void byCode(Part part, String entry, String what) {
    flaw(
        part,
        entry,
        "The upgrade " + what + ", which only code can do, once, at the authority.",
        "Name the new field under \"code\" of \"upgrade\" instead, and give the server a function for it.");
  }

  private void missing(Part part, String entry, String name, Schema schema) {
    String nearest = Nearest.of(name, schema.fields().keySet());
    flaw(
        part,
        entry,
        entry.equals(name),
        "The schema '" + schema + "' has no field '" + name + "'.",
        nearest.isEmpty()
            ? "It has: " + String.join(", ", schema.fields().keySet()) + "."
            : "Did you mean '" + nearest + "'?");
  }

  private void flaw(Part part, String entry, String what, String remedy) {
    flaw(part, entry, part == Part.FIELD, what, remedy);
  }

  private void flaw(Part part, String entry, boolean ofName, String what, String remedy) {
    flaws.add(new Flaw(part, entry, ofName, new GoatException.InvalidDefinition(what, remedy)));
  }
}
