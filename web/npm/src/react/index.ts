/** React hooks over GoatDB. */
export {};
