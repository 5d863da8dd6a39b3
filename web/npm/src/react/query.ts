/** The hook for the items of a repository. */
import { useMemo, useSyncExternalStore } from "react";
import type { FieldOf, GoatDB, QueryConfig, Schema } from "../index.js";
import { areSame, LiveQuery, type QueryResults, type Shown } from "./live-query.js";
import { useDB } from "./provider.js";

/** A query, and what else of its results a component shows. */
export interface UseQueryConfig<S extends Schema> extends QueryConfig<S> {
  /**
   * Fields that the component reads from the results: it renders again, with a new array, when one of them changes in a
   * result. Without it, only membership and order count; rows watch their own item with `useItem`.
   */
  readonly keys?: readonly FieldOf<S>[];
}

const nothing: { readonly results: readonly never[]; readonly isLoading: boolean } = {
  results: [],
  isLoading: false,
};
const noQuery: Shown<typeof nothing> = { subscribe: () => () => undefined, snapshot: () => nothing };

/**
 * The items that a query finds, kept up to date; none for undefined.
 *
 * The configuration may be written in place: its strings, numbers and booleans are compared by value, its schema by
 * identity. Its functions count as changed when `deps` change, and never without `deps`: name there whatever they use.
 * A changed query has its results in the same render; where the repository is still being read, the results of the query
 * before it are shown meanwhile if that was one of the same source and schema.
 */
export function useQuery<S extends Schema>(
  config: UseQueryConfig<S> | undefined,
  deps: readonly unknown[] = [],
): QueryResults<S> {
  const db = useDB();
  const queries = useMemo(() => new RenderedQueries<S>(db), [db]);
  const { subscribe, snapshot }: Shown<QueryResults<S>> =
    config === undefined ? noQuery : queries.show(config, deps);
  return useSyncExternalStore(subscribe, snapshot);
}

/**
 * The open queries of one component: the one it shows, and for a moment those it showed before or never came to show.
 * A render that React throws away thus does no harm to the one that it keeps.
 */
class RenderedQueries<S extends Schema> {
  readonly #db: GoatDB;
  #all: { config: QueryConfig<S>; deps: readonly unknown[]; query: LiveQuery<S> }[] = [];

  constructor(db: GoatDB) {
    this.#db = db;
  }

  show({ keys = [], ...config }: UseQueryConfig<S>, deps: readonly unknown[]): Shown<QueryResults<S>> {
    this.#all = this.#all.filter(({ query }) => query.isOpen);
    let found = this.#all.find(
      (open) => isSame(open.config, config) && (!hasFunctions(config) || areSame(open.deps, deps)),
    );
    if (found === undefined) {
      const before = this.#all.find(
        (open) =>
          open.query.isShown && open.config.source === config.source && open.config.schema === config.schema,
      );
      found = { config, deps, query: new LiveQuery(this.#db, config, before?.query.results()) };
      this.#all.push(found);
    }
    return found.query.view(keys);
  }
}

/** Whether two configurations are the same, functions aside. */
function isSame<S extends Schema>(a: QueryConfig<S>, b: QueryConfig<S>): boolean {
  return (
    a.source === b.source &&
    a.schema === b.schema &&
    (a.predicate === undefined) === (b.predicate === undefined) &&
    (a.sortBy === b.sortBy || (typeof a.sortBy === "function" && typeof b.sortBy === "function")) &&
    (a.sortDescending ?? false) === (b.sortDescending ?? false) &&
    a.limit === b.limit
  );
}

function hasFunctions<S extends Schema>({ predicate, sortBy }: QueryConfig<S>): boolean {
  return predicate !== undefined || typeof sortBy === "function";
}
