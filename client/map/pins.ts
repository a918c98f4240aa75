import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import { art, type Paper } from "../design/art.ts";
import { numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import type { IconName } from "../design/icon-names.ts";
import type { Group, Placed } from "./grouping.ts";
import type { Point } from "./projection.ts";

/** Something that stands on the map. */
export interface MapPin extends Placed {
  readonly name: string;
  /** The same and all that its card says at a glance, for those who hear the map. */
  readonly says: string;
  readonly face:
    | { readonly print: string; readonly paper: Paper }
    | { readonly icon: IconName }
    | { readonly text: string };
  /** Written at its corner: how many answers are there. */
  readonly count?: number;
  /** What is shown when it is chosen. One link leads to its page. */
  readonly card: () => TemplateResult;
}

/** Half of a pin and its height with its point, in pixels: map.css draws it so. */
export const pinHalf = 19;
export const pinHeight = 46;
const slateMax = 224;

/** How many answers are somewhere, in words. */
export function answersText(count: number): string {
  return count === 1 ? msg("Une réponse ici") : msg(str`${numberText(count)} réponses ici`);
}

/** What a pin or a group of them is called: it begins with what is written on it. */
function saysOf(members: readonly MapPin[], chosen: MapPin | null, count: number): string {
  const [first] = members;
  const others = members.length - 1;
  if (first === undefined) return "";
  if (others === 0) return first.says;
  const who =
    chosen === null
      ? msg(str`${numberText(members.length)} adresses ensemble : ${first.name} et autres`)
      : msg(str`${chosen.name} +${others} tout près`);
  return count === 0 ? who : `${who}, ${answersText(count)}`;
}

/** One pin, or the number of those that stand together; the chosen one is a slate with its name. */
export function pinButton(
  group: Group<MapPin>,
  at: Point,
  state: { readonly chosen: MapPin | null; readonly lit: boolean; readonly width: number },
  choose: (group: Group<MapPin>, byKeyboard: boolean) => void,
): TemplateResult {
  const { members } = group;
  const [first] = members;
  if (first === undefined) return html``;
  const several = members.length > 1;
  const count = members.reduce((sum, { count: each = 0 }) => sum + each, 0);
  return html`<button
    class="pin ${state.chosen === null ? "" : "on"} ${state.lit ? "lit" : ""} ${several ? "several" : ""}"
    type="button"
    data-pin=${first.id}
    aria-label=${saysOf(members, state.chosen, count)}
    aria-pressed=${state.chosen !== null}
    ${styleMap({ left: `${at[0]}px`, top: `${at[1]}px` })}
    @click=${(event: MouseEvent) => choose(group, event.detail === 0)}
  >
    ${state.chosen === null ? face(group) : slate(state.chosen, members.length - 1, at[0], state.width)}
    ${count < 2 || state.chosen !== null ? nothing : html`<b class="n" data-n=${numberText(count)}></b>`}
  </button>`;
}

/** Half of the width of the slate of a pin, about, in pixels. */
export function slateHalf(chosen: MapPin | null): number {
  return Math.min(slateMax, 24 + (chosen?.name.length ?? 0) * 9) / 2;
}

/** The chosen one's name, shifted so that it stays on the screen while its point stands where it is. */
function slate(chosen: MapPin, others: number, x: number, width: number): TemplateResult {
  const half = slateHalf(chosen);
  const shift = Math.max(0, half + 4 - x) - Math.max(0, x + half + 4 - width);
  return html`<span class="pin-in" ${styleMap({ translate: `${Math.max(-half + 12, Math.min(half - 12, shift))}px` })}
    ><span class="pin-name">${chosen.name}</span>${others > 0 ? html` <small>+${others}</small>` : nothing}</span
  >`;
}

function face({ members }: Group<MapPin>): TemplateResult {
  const [first] = members;
  if (first === undefined || members.length > 1) return html`<span class="pin-in">${members.length}</span>`;
  if ("text" in first.face) return html`<span class="pin-in">${first.face.text}</span>`;
  return "icon" in first.face
    ? html`<span class="pin-in">${icon(first.face.icon)}</span>`
    : html`<span class="pin-in paper-${first.face.paper}">${art(first.face.print)}</span>`;
}
