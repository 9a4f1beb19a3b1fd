import { examples } from "../examples.ts";
import { useDesk } from "../parts/desk.ts";

/** Patients to start from, by who they are and what is decided for them. */
export function Gallery({ onChosen }: { readonly onChosen: () => void }) {
  const { dispatch } = useDesk();
  return (
    <ul class="gallery" aria-label="Example patients">
      {examples.map((example) => (
        <li key={example.file}>
          <button
            type="button"
            class="example"
            onClick={() => {
              dispatch({
                type: "load",
                json: example.case,
                from: `the example \u201c${example.patient}\u201d`,
                example,
              });
              onChosen();
            }}
          >
            {example.patient}: <strong>{example.decided}</strong>
          </button>
        </li>
      ))}
    </ul>
  );
}
