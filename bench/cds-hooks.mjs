// Times patient-view calls on loopback, one after the other, against the built `sclero serve`: node bench/cds-hooks.mjs [calls]
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = `${root}dist/cli.js`;
if (!existsSync(cli)) throw new Error("build first: npm run build");
const calls = Number(process.argv[2] ?? 2_000);
const warmUp = 200;
const target = 20;

const server = spawn(process.execPath, [cli, "serve", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const url = await new Promise((resolve) => {
  createInterface({ input: server.stdout }).on("line", (line) => {
    const entry = JSON.parse(line);
    if (entry.event === "listening") resolve(entry.url);
  });
});

/** The first call of a fresh server, then many: the middle, the 95th and the 99th of a hundred, and the longest. */
async function measure(name, body) {
  const once = async () => {
    const start = performance.now();
    const answer = await fetch(`${url}/cds-services/sclerotherapy-patient-view`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const { cards } = await answer.json();
    if (answer.status !== 200 || cards.length === 0) throw new Error(`no cards, status ${answer.status}`);
    return performance.now() - start;
  };
  const first = await once();
  for (let call = 0; call < warmUp; call += 1) await once();
  const times = [];
  for (let call = 0; call < calls; call += 1) times.push(await once());
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  const [median, p95, p99, max] = [at(0.5), at(0.95), at(0.99), at(1)].map((ms) => ms.toFixed(2));
  console.log(
    `${name}: first ${first.toFixed(1)} ms; of ${calls}: median ${median}, p95 ${p95}, p99 ${p99}, longest ${max} ms`,
  );
  return at(0.95);
}

const small = JSON.parse(readFileSync(`${root}examples/cds-hooks/patient-view.json`, "utf8"));
/** The same patient with a long record beside it. */
const long = structuredClone(small);
const filler = (index) => ({
  resource: {
    resourceType: "Condition",
    id: `other-${index}`,
    subject: { reference: "Patient/example" },
    clinicalStatus: { coding: [{ code: "resolved" }] },
    code: { coding: [{ system: "http://snomed.info/sct", code: "444814009" }] },
  },
});
long.prefetch.conditions.entry.push(...Array.from({ length: 1_000 }, (_, index) => filler(index)));

try {
  const p95 = await measure("patient-view, 4 resources", JSON.stringify(small));
  await measure("patient-view, 1,004 resources", JSON.stringify(long));
  console.log(`p95 ${p95.toFixed(2)} ms, target ${target} ms: ${p95 < target ? "met" : "not met"}`);
  process.exitCode = p95 < target ? 0 : 1;
} finally {
  server.kill();
}
