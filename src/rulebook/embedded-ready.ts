import { digestOf } from "./digest.ts";
import type { RawRulebook } from "./raw.ts";
import type { Stages } from "./stages.ts";

/** What follows from a rulebook's content alone and takes long to work out. */
export interface Ready {
  readonly digest: string;
  /** Absent where they are still to be worked out. */
  readonly stages?: Stages;
}

/**
 * What follows from the content that the package carries. A build puts the finished values in the place of this file
 * (`tsup.shared.ts`): working them out would take more time than all the rest of a first report.
 */
export function embeddedReady(content: RawRulebook): Ready {
  return { digest: digestOf(content) };
}
