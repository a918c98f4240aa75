import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { takenCategories } from "../tree/taken-categories.ts";

/** The whole shared tree, with what German is called in Switzerland. */
export const categories: InstanceFile["categories"] = takenCategories({
  languages: ["fr", "en", "de", "it"],
  rename: {
    "food/grocery": { de: "Honig und Spezereien" },
    "food/bread/biscuits": { de: "Guetzli und Kekse" },
    "food/dairy/butter": { de: "Butter und Rahm" },
    "food/vegetables/pepper": { de: "Peperoni und Chili" },
    "food/preserves": { de: "Eingemachtes und Konfitüren" },
    "food/chocolate": { de: "Schokolade und Süsses" },
    "drinks/wine/white": { de: "Weisswein" },
    "repair/bicycle": { de: "Velos" },
    "second-hand/clothes": { de: "Gebrauchte Kleider" },
    "second-hand/bicycle": { de: "Gebrauchte Velos" },
  },
});
