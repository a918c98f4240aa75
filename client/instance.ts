/** The city that this client is built for. Another is chosen at build with `INSTANCE` (vite.config.ts). */
export { geneva as instance } from "../instances/geneva/instance.ts";
