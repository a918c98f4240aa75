import { msg } from "@lit/localize";
import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import type { IconName } from "../design/icon-names.ts";

type Quick = InstanceFile["quick"][number];

/** A short way into the search: where it leads, how it looks. */
export interface QuickSearch {
  readonly address: string;
  readonly icon: IconName;
  readonly text: string;
}

/** The short ways that an instance can offer below the search of its front page. */
export function quickSearch(name: Quick): QuickSearch {
  const searches: Readonly<Record<Quick, () => QuickSearch>> = {
    delivered: () => ({ address: "/search?delivered=1", icon: "bicycle", text: msg("Livré chez moi") }),
    near: () => ({ address: "/search?km=5", icon: "map-pin", text: msg("À moins de 5 km") }),
    season: () => ({ address: "/search?season=1", icon: "sun-horizon", text: msg("De saison") }),
    "gluten-free": () => ({ address: "/search?diet=gluten-free", icon: "grains-slash", text: msg("Sans gluten") }),
    vegan: () => ({ address: "/search?diet=vegan", icon: "leaf", text: msg("Végane") }),
    organic: () => ({ address: "/search?diet=organic", icon: "seal-check", text: msg("Bio") }),
    services: () => ({ address: "/search?kind=service", icon: "calendar-blank", text: msg("Services") }),
    "second-hand": () => ({ address: "/search?cat=second-hand", icon: "recycle", text: msg("Seconde main") }),
  };
  return searches[name]();
}
