// What TypeScript knows of authority.mjs.
export interface Authority {
  /** A class that takes the place of WebSocket, and leads here whatever the address. */
  sockets(): typeof WebSocket;
  /** The digest of the commits that it holds of a repository. */
  digest(repository: string): string;
  stop(): void;
}

/** Starts an authority that knows a definition file; its engine is in the module of the golden vectors. */
export declare function startAuthority(golden: unknown, definition: string): Promise<Authority>;
