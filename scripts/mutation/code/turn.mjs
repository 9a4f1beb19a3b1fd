// Whose turn it is: which source file holds the mutant that is run, and which tests found the last ones of that file. The runner
// and the configuration of vitest are loaded apart from each other, but into one process.
import { testsOf } from "./test-files.mjs";

globalThis.scleroTurn ??= { source: undefined, kills: new Map() };
const turn = globalThis.scleroTurn;

/** Says in which file the next mutant is. */
export function turnTo(source) {
  turn.source = source;
}

/** The test files of this turn; undefined before the first mutant. */
export function testsOfTurn() {
  return turn.source === undefined ? undefined : testsOf(turn.source);
}

/** Keeps which tests found the mutant; their ids begin with their file. */
export function remember(killedBy) {
  for (const id of [killedBy].flat()) {
    const key = keyOf(String(id).split("#")[0]);
    turn.kills.set(key, (turn.kills.get(key) ?? 0) + 1);
  }
}

/** How often a test file found a mutant of this turn's source. */
export function killsBy(testFile) {
  return turn.kills.get(keyOf(testFile)) ?? 0;
}

function keyOf(testFile) {
  return `${turn.source} ${testFile.replaceAll("\\", "/").replace(/^.*?(?=test\/)/, "")}`;
}
