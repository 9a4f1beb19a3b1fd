import type { SiteModel } from "../model/site-model.ts";

/** What the rulebook is for, and which one it is. */
export function Footer({ model: { rulebook, evidence } }: { readonly model: SiteModel }) {
  const { name, version, digest, profile } = rulebook;
  return (
    <footer class="bottom">
      <p>
        Support for qualified clinicians and the software they use. It makes no diagnosis and gives no orders, and it is
        not a cleared medical device. The decision stays with the clinician.
      </p>
      <p>
        Rulebook {name} {version}
        {profile !== undefined && <>, profile {profile.name}</>}
        {evidence === "documents" && <>, documents alone</>}
        <br />
        <code class="digest">{digest}</code>
      </p>
    </footer>
  );
}
