import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import config from "../../tsup.config.ts";
import { pagesOptions } from "../../tsup.pages.config.ts";
import { playground } from "../../tsup.playground.config.ts";
import { noticesIn } from "../sbom/notices.ts";
import { type Check, expect, type Packed } from "./check.ts";

/** Whether THIRD-PARTY.md names exactly the packages whose code the build carries, with the versions that are installed. */
export function licenceChecks({ root, project, manifest }: Packed): Check[] {
  return [
    {
      name: "gives the licence of everything that it carries inside",
      run: async () => {
        const notices = noticesIn(readFileSync(join(project, "node_modules", manifest.name, "THIRD-PARTY.md"), "utf8"));
        const bundled = await bundledPackages();
        const noted = notices.map(({ name }) => name).sort();
        expect(
          JSON.stringify(noted) === JSON.stringify(bundled),
          `notices for ${bundled.join(", ")}, found ${noted.join(", ")}: see the list in scripts/generate.ts`,
        );
        for (const { name, version } of notices) {
          const installed = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as {
            version: string;
          };
          expect(version === installed.version, `the notice of ${name} ${installed.version}: run npm run generate`);
        }
        return bundled.join(", ");
      },
    },
  ];
}

/** The packages whose code is in the build, from the bundler's own account of it. */
async function bundledPackages(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "sclero-bundled-"));
  const found = new Set<string>();
  try {
    for (const [index, options] of [config, pagesOptions, playground].flat().entries()) {
      if (typeof options === "function") throw new Error("expected the build's settings as objects");
      const outDir = join(folder, String(index));
      await build({ ...options, config: false, dts: false, clean: false, metafile: true, outDir, silent: true });
      for (const file of readdirSync(outDir).filter((name) => /^metafile-\w+\.json$/.test(name)))
        for (const name of packagesIn(readFileSync(join(outDir, file), "utf8"))) found.add(name);
    }
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  }
  return [...found].sort();
}

function packagesIn(metafile: string): string[] {
  const { outputs } = JSON.parse(metafile) as {
    outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
  };
  return Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
}
