// What tabs of one replica do about each other's messages.
import { GoatError, told } from "./errors.js";
import type { FollowedLogs } from "./logs.js";
import type { Replica } from "./replica.js";
import type { Requests } from "./requests.js";
import type { Link, TabMessage, Tabs } from "./tabs.js";

/** What followers ask of the keeper. */
export interface Keeper {
  readonly replica: Replica;
  /** Whether it keeps the logs already. */
  readonly reigns: boolean;
  readonly rootKey: Int8Array | undefined;
  /** A log as it is now. */
  load(path: string): Promise<Int8Array>;
}

/** What the keeper tells followers. */
export interface Follower {
  readonly replica: Replica;
  /** The logs of the present keeper, once it has spoken. */
  readonly logs: FollowedLogs | undefined;
  /** Whether the engine is on those logs already. */
  readonly follows: boolean;
  readonly requests: Requests;
  /** There is a keeper, perhaps a new one. */
  follow(rootKey: Int8Array | undefined): void;
  /** More of a log is here. */
  grown(path: string): void;
  link(link: Link): void;
}

/** The keeper hears a follower. */
export function serve(keeper: Keeper, tabs: Tabs, message: TabMessage, from: string): void {
  switch (message.kind) {
    case "hello":
      if (keeper.reigns) {
        tabs.send({ kind: "keeper", rootKey: keeper.rootKey }, from);
        tabs.send({ kind: "link", link: keeper.replica.link }, from);
      }
      return;
    case "open": {
      const { path } = message;
      const loaded = keeper.replica.repositories.open(path).then(() => keeper.load(path));
      loaded.then(
        (bytes) => {
          tabs.send({ kind: "log", path, bytes }, from);
        },
        (thrown: unknown) => {
          tabs.send({ kind: "failed", path, ...told(thrown) }, from);
        },
      );
      return;
    }
    case "offer":
      // Where it cannot be opened, whoever opens it is told.
      keeper.replica.repositories.open(message.path).then(
        () => {
          keeper.replica.call((engine) => {
            engine.offered(message.path, message.bytes);
          });
        },
        () => undefined,
      );
      return;
    case "online":
      keeper.replica.setOnline(message.wanted);
      return;
    case "settle": {
      const { request } = message;
      keeper.replica.settle(message.server, message.timeoutMillis).then(
        () => {
          tabs.send({ kind: "settled", request }, from);
        },
        (thrown: unknown) => {
          tabs.send({ kind: "settled", request, error: told(thrown) }, from);
        },
      );
      return;
    }
    default:
    // The others are said by keepers.
  }
}

/** A follower hears the keeper. */
export function hear(follower: Follower, message: TabMessage): void {
  switch (message.kind) {
    case "keeper":
      follower.follow(message.rootKey);
      return;
    case "log":
      follower.logs?.loaded(message.path, message.bytes);
      return;
    case "failed":
      follower.logs?.failed(message.path, new GoatError(message.code, message.message, message.remedy));
      return;
    case "appended":
      follower.logs?.appended(message.path, message.at, message.bytes);
      if (follower.follows) follower.grown(message.path);
      return;
    case "synced":
      if (follower.follows && follower.replica.engine.isOpen(message.path)) {
        follower.replica.call((engine) => {
          engine.synced(message.path, message.position);
        });
      }
      return;
    case "link":
      follower.link(message.link);
      return;
    case "settled": {
      const { request, error } = message;
      follower.requests.answered(request, error && new GoatError(error.code, error.message, error.remedy));
      return;
    }
    default:
    // The others are said by followers.
  }
}
