/** What the engine's JavaScript module exports; TeaVM makes it from Java. */

/** The version of commits that this engine writes. */
export declare function formatVersion(): number;
