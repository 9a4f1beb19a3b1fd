import { createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import { idOf } from "../../src/pages/model/names.ts";

/** Which folds are open, by their place: a part of the page that comes back is as it was left. */
export const OpenFolds = createContext<Map<string, boolean>>(new Map());

/** Texts of fields that come and go, by name. */
export const KeptTexts = createContext<Map<string, string>>(new Map());

/** The place of the fold that something stands in: the names of the folds from the outermost on. */
export const FoldPlace = createContext("");

/** The place of a fold with a name, or that of the fold around one without. */
export function useFoldPlace(name: string | undefined): string {
  const around = useContext(FoldPlace);
  return name === undefined ? around : `${around}/${name}`;
}

/** Whether a fold is open; one with a name is remembered. */
export function useOpen(place: string, startsOpen: boolean, isNamed: boolean): [boolean, (isOpen: boolean) => void] {
  const folds = useContext(OpenFolds);
  const [isOpen, setOpen] = useState(isNamed ? (folds.get(place) ?? startsOpen) : startsOpen);
  return [
    isOpen,
    (next) => {
      if (isNamed) folds.set(place, next);
      setOpen(next);
    },
  ];
}

/** A text that is remembered like a fold: what was searched for is still there when its part of the page comes back. */
export function useRemembered(name: string): [string, (text: string) => void] {
  const texts = useContext(KeptTexts);
  const [text, setText] = useState(texts.get(name) ?? "");
  return [
    text,
    (next) => {
      texts.set(name, next);
      setText(next);
    },
  ];
}

/** The id of what opens the fold of a place. */
export const foldId = (place: string): string => `fold-${idOf(place)}`;
