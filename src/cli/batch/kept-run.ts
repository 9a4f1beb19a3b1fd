import { existsSync, fstatSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import packageJson from "../../../package.json" with { type: "json" };
import { createAdvisor } from "../../advisor/create-advisor.ts";
import { UsageError } from "../usage.ts";
import {
  checkpointPath,
  type Done,
  hasCheckpoint,
  inputIdentity,
  nothingDone,
  type RunIdentity,
  readCheckpoint,
  syncFolder,
} from "./checkpoint.ts";
import type { Input } from "./input.ts";
import type { AnswerSettings } from "./settings.ts";
import type { Sink } from "./sink.ts";

/** What a run on a file is told apart by. */
export function identityOf({ fd, stats }: NonNullable<Input["file"]>, settings: AnswerSettings): RunIdentity {
  const { rulebook, evidence } = createAdvisor(settings.advisor);
  const { fields, redact, maxLineBytes } = settings;
  return {
    input: inputIdentity(fd, stats),
    options: { fields: fields === undefined ? null : fields, redact, maxLineBytes },
    rulebook: { digest: rulebook.digest, evidence, profile: rulebook.profile ?? null },
    version: packageJson.version,
  };
}

/** Where a run begins. An unfinished one is neither overwritten nor taken up unasked. */
export function startOf(output: string, identity: RunIdentity, resume: boolean): Done {
  const path = checkpointPath(output);
  if (hasCheckpoint(output)) {
    if (resume) return readCheckpoint(output, identity);
    throw new UsageError(`${output} is not finished: give --resume to go on, or delete ${path} to begin anew`);
  }
  if (resume && existsSync(output))
    throw new UsageError(`there is nothing to resume: ${path} is missing, so ${output} is finished`);
  return nothingDone;
}

/** Ends a run: the checkpoint goes once the whole output is on the disk. Throws `UsageError` where the input was not one. */
export function finish(output: string, sink: Sink, { file }: Input): void {
  sink.sync();
  const now = file === undefined ? undefined : fstatSync(file.fd);
  if (now?.size !== file?.stats.size || now?.mtimeMs !== file?.stats.mtimeMs)
    throw new UsageError("the input changed while it was read: begin anew");
  rmSync(checkpointPath(output), { force: true });
  syncFolder(dirname(output));
}
