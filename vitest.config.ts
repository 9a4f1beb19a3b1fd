import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    // Two cores: the long differential run and everything else side by side.
    pool: "forks",
    maxWorkers: 2,
  },
});
