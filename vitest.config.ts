import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    // Two cores: the long differential run and everything else side by side.
    pool: "forks",
    maxWorkers: 2,
    // A package of ES modules without their file extensions: Node alone cannot import it.
    server: { deps: { inline: [/dt-sql-parser/] } },
  },
});
