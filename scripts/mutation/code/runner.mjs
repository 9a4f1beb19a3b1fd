// Stryker's runner for vitest, with every mutant held against all tests that judge its file, and switched on before anything is
// loaded. What is made once and kept (a compiled rulebook, a library of reasons, a module that is loaded late) would otherwise
// count for the one test that happened to ask for it first, and be missed by all others.
import { declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { strykerPlugins as vitestPlugins } from "@stryker-mutator/vitest-runner";
import { remember, testsOfTurn, turnTo } from "./turn.mjs";

const [vitest] = vitestPlugins;
const failed = 1;

function createRunner(injector) {
  const runner = vitest.factory(injector);
  const { mutantRun, run } = runner;
  runner.mutantRun = async (options) => {
    turnTo(options.sandboxFileName);
    const result = await mutantRun.call(runner, { ...options, testFilter: undefined, mutantActivation: "static" });
    remember(result.killedBy ?? []);
    return result;
  };
  runner.run = async (options) => {
    const result = await run.call(runner, { ...options, testFiles: testsOfTurn() ?? options?.testFiles });
    // A file that cannot even be read in has no tests that could fail: it counts as one that did.
    const broken = runner.ctx.state.getFiles().find((file) => file.result?.state === "fail" && file.tasks.length === 0);
    if (broken === undefined || result.status !== "complete") return result;
    const name = broken.filepath;
    const [error] = broken.result.errors ?? [];
    const failureMessage = error?.message ?? "cannot be loaded";
    return { ...result, tests: [...result.tests, { id: name, name, timeSpentMs: 0, status: failed, failureMessage }] };
  };
  return runner;
}
createRunner.inject = vitest.factory.inject;

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, "vitest-whole", createRunner)];
