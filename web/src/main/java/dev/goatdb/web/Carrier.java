package dev.goatdb.web;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Notice;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** Hands effects and notices of an engine to the page. */
final class Carrier {
  private final Ports ports;
  private final Schemas schemas;
  private final Optional<ResidentLogs> logs;

  /**
   * @param logs what the engine reads of its own logs; a follower only offers what it appends
   */
  Carrier(Ports ports, Schemas schemas, Optional<ResidentLogs> logs) {
    this.logs = logs;
    this.ports = ports;
    this.schemas = schemas;
  }

  /** Which organisation this is must be remembered before a log says so; news come last. */
  void carryOut(Engine engine, List<Notice> notices) {
    for (Notice notice : notices) {
      if (notice instanceof Notice.Joined joined) {
        ports.joined(joined.rootKey().array());
      }
    }
    engine.effects().forEach(this::carryOut);
    notices.forEach(notice -> tell(engine, notice));
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Append append -> {
        logs.ifPresent(own -> own.append(append.log(), append.bytes()));
        ports.append(append.log(), append.bytes().array());
      }
      case Effect.Replace replace -> {
        logs.ifPresent(own -> own.replace(replace.log(), replace.bytes()));
        ports.replace(replace.log(), replace.bytes().array());
      }
      case Effect.Truncate cut -> {
        logs.ifPresent(own -> own.cut(cut.log(), cut.length()));
        ports.truncate(cut.log(), (double) cut.length());
      }
      case Effect.Derive derive -> {}
      case Effect.Release release -> {}
      case Effect.Sync sync -> ports.sync(sync.log(), (double) sync.position());
      case Effect.Load load -> {}
      case Effect.Send send -> ports.send(send.connection(), send.frame().array());
      case Effect.Hangup hangup -> ports.hangup(hangup.connection(), hangup.reason());
      case Effect.Sign sign -> ports.sign((double) sign.ticket(), sign.message().array());
      case Effect.Verify verify ->
          ports.verify(
              (double) verify.ticket(),
              verify.publicKey().array(),
              verify.message().array(),
              verify.signature().array());
      case Effect.Wake wake -> ports.wake((double) wake.atMillis());
    }
  }

  private void tell(Engine engine, Notice notice) {
    switch (notice) {
      case Notice.Changed changed ->
          ports.changed(
              changed.item().toString(),
              changed.before().map(state -> form(engine, changed.item(), state)).orElse(null),
              changed.local());
      case Notice.UnseenEdits unseen ->
          ports.unseen(unseen.item().toString(), names(unseen.fields()), unseen.local());
      case Notice.Progress progress -> ports.progress(progress.repository().toString());
      case Notice.Refused refused ->
          ports.refused(
              refused.item().toString(),
              refused.refusal().commit().hash().hex(),
              refused.refusal().code(),
              refused.refusal().reason(),
              names(refused.fields()),
              schemas
                  .find(refused.schema())
                  .map(schema -> WebValues.values(schema, refused.authored()))
                  .orElseGet(Js::object));
      case Notice.Present present -> {}
      case Notice.Restoring restoring -> {}
      case Notice.Joined joined -> {}
      case Notice.Connected connected -> ports.connected(connected.connection());
      case Notice.Disconnected disconnected -> {}
      case Notice.Rejected rejected ->
          ports.rejected(rejected.connection(), rejected.code(), rejected.reason());
      case Notice.Warning warning -> ports.warning(warning.text());
    }
  }

  private static JSObject names(Set<String> fields) {
    JSObject names = Js.list();
    fields.forEach(field -> Js.push(names, Js.of(field)));
    return names;
  }

  private @Nullable JSObject form(Engine engine, ItemPath item, ItemState state) {
    return engine
        .schema(item)
        .flatMap(schemas::find)
        .map(schema -> WebValues.values(schema, state))
        .orElse(null);
  }
}
