import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import { testsOfFolder } from "./test-files.mjs";
import { killsBy, testsOfTurn } from "./turn.mjs";

const all = testsOfFolder(process.env["SCLERO_MUTATED_FOLDER"] ?? "");

/** Tries those files first that found most mutants of the same source, then the others in the order of the list. */
class LikelyFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer["sort"]>[0]): ReturnType<BaseSequencer["sort"]> {
    const listed = testsOfTurn() ?? all;
    const place = ({ moduleId }: (typeof files)[number]): number => listed.findIndex((name) => moduleId.endsWith(name));
    return [...files].sort((a, b) => killsBy(b.moduleId) - killsBy(a.moduleId) || place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: all,
    env: { SCLERO_WHY_NOT_CASES: "0" },
    testTimeout: 60_000,
    // One graph of modules for all files: most of the time of a mutant would go into loading it again for each of them.
    isolate: false,
    fileParallelism: false,
    sequence: { sequencer: LikelyFirst },
  },
});
