// The definition file as TypeScript sees it: schemas whose fields have literal types.
import { GoatError } from "./errors.js";

/** The types of a single value. */
export type ScalarType =
  "string" | "integer" | "number" | "boolean" | "instant" | "bytes" | "reference" | "counter" | "text";

/** Which of several concurrent changes of a field stays. */
export type MergePolicy =
  | "last-writer"
  | "first-writer"
  | "maximum"
  | "minimum"
  | "additions-win"
  | "removals-win"
  | "sum"
  | "all-edits";

/** What a list, set or map holds: a type of a single value, or a set or map that is written as a whole. */
export type ElementType = Exclude<ScalarType, "counter" | "text"> | NestedType;

/** What a list, set or map holds, said at length. */
export interface NestedType {
  readonly type: Exclude<ScalarType, "counter" | "text"> | "set" | "map";
  readonly of?: ElementType;
}

/** A field as it stands in goat.json. */
export interface FieldDefinition {
  readonly type: ScalarType | "list" | "set" | "map";
  /** What a list, set or map holds; `string` where it is left out. */
  readonly of?: ElementType;
  readonly required?: boolean;
  /** A value, or `{ expr: "..." }` for an expression that the creator of an item evaluates. */
  readonly default?: unknown;
  /** An expression over `value` and the other fields that must be true. */
  readonly constraint?: string;
  /** What is usual for the type, where it is left out. */
  readonly merge?: MergePolicy;
}

/** How items of the version before become items of a version; other fields keep name and value. */
export interface UpgradeDefinition {
  /** New names by old ones. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Old fields that have no place any more. */
  readonly drop?: readonly string[];
  /** Expressions over `old` by the fields that they give. */
  readonly set?: Readonly<Record<string, string>>;
  /** Fields that code at the server computes; until it did they show their defaults. */
  readonly code?: readonly string[];
}

/** A version of a schema as it stands in goat.json. */
export interface VersionDefinition {
  readonly version: number;
  readonly fields: Readonly<Record<string, FieldDefinition>>;
  readonly upgrade?: UpgradeDefinition;
}

/** A rule as it stands in goat.json. */
export interface RuleDefinition {
  readonly name: string;
  /** `/type/repo/item`, each part a name, `{variable}` or `*`. */
  readonly path: string;
  readonly allow: readonly ("read" | "write" | "create" | "update" | "delete")[];
  readonly if?: string;
  /** What to tell somebody who is refused. */
  readonly else?: string;
}

/** The content of goat.json. */
export interface Definition {
  readonly $schema?: string;
  readonly organisation?: { readonly label?: string; readonly root?: string };
  readonly schemas: Readonly<Record<string, readonly VersionDefinition[]>>;
  readonly rules?: readonly RuleDefinition[];
}

/** A schema: its name, and the newest version that this application knows. */
export interface Schema<V extends VersionDefinition = VersionDefinition> {
  readonly name: string;
  readonly version: number;
  readonly fields: V["fields"];
}

type Newest<L> = L extends readonly [...unknown[], infer Last extends VersionDefinition]
  ? Last
  : VersionDefinition;

/** An application's schemas by name, and the definition they come from. */
export type App<D extends Definition = Definition> = {
  readonly [Name in keyof D["schemas"]]: Schema<Newest<D["schemas"][Name]>>;
};

/** Any application. */
export type AnyApp = Readonly<Record<string, Schema>>;

interface ScalarValues {
  string: string;
  integer: number | bigint;
  number: number;
  boolean: boolean;
  instant: Date;
  bytes: Uint8Array;
  reference: string;
  counter: number;
  text: string;
}

interface HasType {
  readonly type: FieldDefinition["type"];
  readonly of?: ElementType;
}

type Element<F extends HasType> = F["of"] extends ScalarType
  ? ScalarValues[F["of"]]
  : F["of"] extends NestedType
    ? ValueOf<F["of"]>
    : string;

type ValueOf<F extends HasType> = F["type"] extends "set"
  ? ReadonlySet<Element<F>>
  : F["type"] extends "list"
    ? readonly Element<F>[]
    : F["type"] extends "map"
      ? ReadonlyMap<string, Element<F>>
      : F["type"] extends ScalarType
        ? ScalarValues[F["type"]]
        : unknown;

/** Collections and counters have a natural empty value; others need a default or must be given. */
type IsAlwaysThere<F extends FieldDefinition> = F extends
  | { readonly required: true }
  | { readonly default: unknown }
  | { readonly type: "list" | "set" | "map" | "counter" }
  ? true
  : false;

type Fields<S> = S extends { readonly fields: infer F extends VersionDefinition["fields"] } ? F : never;

type Flat<T> = { [K in keyof T]: T[K] } & {};

/** What an item of a schema holds, by field. */
export type ValuesOf<S> = Flat<
  {
    readonly [K in keyof Fields<S> as IsAlwaysThere<Fields<S>[K]> extends true ? K : never]: ValueOf<
      Fields<S>[K]
    >;
  } & {
    readonly [K in keyof Fields<S> as IsAlwaysThere<Fields<S>[K]> extends true ? never : K]?:
      ValueOf<Fields<S>[K]> | undefined;
  }
>;

type MustBeGiven<F extends FieldDefinition> = F extends { readonly default: unknown }
  ? false
  : F extends { readonly required: true }
    ? true
    : false;

/** What must or may be given for a new item: defaults fill the rest. */
export type NewValuesOf<S> = Flat<
  {
    readonly [K in keyof Fields<S> as MustBeGiven<Fields<S>[K]> extends true ? K : never]: ValueOf<
      Fields<S>[K]
    >;
  } & {
    readonly [K in keyof Fields<S> as MustBeGiven<Fields<S>[K]> extends true ? never : K]?:
      ValueOf<Fields<S>[K]> | undefined;
  }
>;

/** The names of a schema's fields. */
export type FieldOf<S> = keyof ValuesOf<S> & string;

/** The names of fields of one type, such as the counters of a schema. */
export type FieldOfType<S, T extends FieldDefinition["type"]> = {
  [K in keyof Fields<S> & string]: Fields<S>[K]["type"] extends T ? K : never;
}[keyof Fields<S> & string];

/** What a set or map field holds. */
export type ElementOf<S, K extends keyof Fields<S>> = Element<Fields<S>[K]>;

const definitions = new WeakMap<object, Definition>();

/** Makes an application's schemas out of the content of goat.json; `goat types` writes the call. */
export function defineApp<const D extends Definition>(definition: D): App<D> {
  const schemas: Record<string, Schema> = {};
  for (const [name, versions] of Object.entries(definition.schemas)) {
    const newest = [...versions].sort((a, b) => a.version - b.version).at(-1);
    if (newest) schemas[name] = { name, version: newest.version, fields: newest.fields };
  }
  const app = Object.freeze(schemas) as App<D>;
  definitions.set(app, definition);
  return app;
}

/** What JavaScript lets through: arguments that are no path, no schema or no values. */
export function requireCreation(path: unknown, schema: unknown, values: unknown): void {
  const isSchema = typeof schema === "object" && schema !== null && "name" in schema;
  if (typeof path !== "string" || !isSchema || typeof values !== "object" || values === null) {
    throw new GoatError(
      "invalid-value",
      "An item is created from a path, a schema and an object of values.",
      "Write db.create('/data/todos', app.task, { text: 'Hello' }).",
    );
  }
}

/** The definition that an application was made of. */
export function definitionOf(app: AnyApp): Definition {
  const definition = definitions.get(app);
  if (!definition) throw new TypeError("This is no application. Make it with defineApp({ schemas }).");
  return definition;
}
