// Starts a thread from the TypeScript sources, in development and in tests; the package carries `batch-worker.js` instead.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
