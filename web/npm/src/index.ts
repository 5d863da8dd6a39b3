/** GoatDB in the browser. */
export { formatVersion } from "./engine.js";
