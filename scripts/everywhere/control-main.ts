// The control: does what the policy forbids, so that a policy that is not enforced, or not seen to be, is found out.
import { send } from "./listen.ts";

let outcome = "made a function from a string";
try {
  new Function("return 1")();
} catch {
  outcome = "was refused";
}
await send("answers", outcome);
