import { type Advisor, createAdvisor } from "../../src/index.ts";

/** An advisor that fails with a message that names the patient. */
export const advisor: Advisor = {
  ...createAdvisor(),
  recommendSync: () => {
    throw new RangeError("no such thing for p1");
  },
};
