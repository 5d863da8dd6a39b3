package dev.goatdb.server;

import dev.goatdb.GoatDB;
import dev.goatdb.RepositoryCounts;
import dev.goatdb.error.GoatException;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the server says about itself: as JSON for machines, as a page for people.
 *
 * <p>Both give totals only; the names of repositories are nobody's business.
 */
final class StatusPage {
  private final GoatDB db;

  /** The totals over all repositories, or why there are none. */
  record Totals(
      String status, int repositories, long items, long commits, long pending, long bytes) {
    boolean isWell() {
      return status.equals("ok");
    }
  }

  StatusPage(GoatDB db) {
    this.db = db;
  }

  Totals totals() {
    try {
      List<RepositoryCounts> all = db.repositories().stream().map(db::counts).toList();
      return new Totals(
          "ok",
          all.size(),
          all.stream().mapToLong(RepositoryCounts::items).sum(),
          all.stream().mapToLong(RepositoryCounts::commits).sum(),
          all.stream().mapToLong(RepositoryCounts::pending).sum(),
          all.stream().mapToLong(RepositoryCounts::logBytes).sum());
    } catch (GoatException failed) {
      return new Totals(failed.code(), 0, 0, 0, 0, 0);
    }
  }

  JsonObject json(Totals totals, String organisation, int connections) {
    return new JsonObject()
        .put("status", totals.status())
        .put("organisation", organisation)
        .put("repositories", totals.repositories())
        .put("items", totals.items())
        .put("commits", totals.commits())
        .put("pending", totals.pending())
        .put("logBytes", totals.bytes())
        .put("connections", connections);
  }

  /** Nothing in it comes from users, so nothing needs escaping. */
  String html(Totals totals, String organisation, String root, int connections) {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>GoatDB</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 46em; margin: 3em auto; padding: 0 1em; }
      td { padding: 0 1.5em 0 0; vertical-align: top; } code { word-break: break-all; }
    </style>
    <h1>GoatDB</h1>
    <p>A database server runs here. Clients connect to the WebSocket <code>/sync</code>;
       <a href="/health">/health</a> has these figures as JSON.</p>
    <table>
      <tr><td>status<td>%s
      <tr><td>organisation<td><code>%s</code>
      <tr><td>root key<td><code>%s</code>
      <tr><td>repositories<td>%,d
      <tr><td>items<td>%,d
      <tr><td>commits<td>%,d
      <tr><td>connections<td>%,d
    </table>
    <p>To show an application here instead, start the server with <code>--assets FOLDER</code>.</p>
    </html>
    """
        .formatted(
            totals.status(),
            organisation,
            root,
            totals.repositories(),
            totals.items(),
            totals.commits(),
            connections);
  }
}
