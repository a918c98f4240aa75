import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { calendarFile } from "../booking/calendar-file.ts";
import { instantOf } from "../core/catalogue/wall-clock.ts";
import type { OrderDetail } from "../core/api.ts";
import { inInstance, localizedText, phoneText, weekdayText, windowText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { instance } from "../instance.ts";
import "../map/place-map.ts";

/** Saves a text as a file on this device, without asking anybody for it. */
function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

async function addToCalendar(order: OrderDetail): Promise<void> {
  const { fulfilment, lines } = order.view.order;
  const place = order.party?.party.place;
  const own = fulfilment.kind === "appointment" && fulfilment.place === "ours" && place !== undefined;
  const text = await calendarFile(
    {
      uid: `${order.thread}@smartketplace`,
      start: instantOf(fulfilment.day, fulfilment.from, instance.timeZone),
      end: instantOf(fulfilment.day, fulfilment.to, instance.timeZone),
      title: `${lines.map(({ name }) => name).join(", ")} · ${order.partyName}`,
      ...(own && { place: `${place.street}, ${place.postcode} ${place.town}` }),
    },
    Date.now(),
  );
  saveFile(`${order.name.join("-")}.ics`, "text/calendar", text);
}

/** Where and when an appointment is: the stall's own place, and the entry for one's calendar. */
export function appointmentPanel(order: OrderDetail): TemplateResult | typeof nothing {
  const { fulfilment } = order.view.order;
  if (fulfilment.kind !== "appointment") return nothing;
  const party = order.party?.party;
  const place = fulfilment.place === "ours" ? party?.place : undefined;
  const open = ["placed", "accepted", "preparing", "ready"].includes(order.view.state);
  return html`<section class="panel pad stack-s" aria-labelledby="appointment-heading">
    <h2 id="appointment-heading">${msg("Rendez-vous")}</h2>
    ${
      fulfilment.place === "remote"
        ? html`<p class="small">${msg("À distance. Le lien ou le numéro vous est écrit dans les messages.")}</p>`
        : nothing
    }
    ${
      place === undefined
        ? nothing
        : html`<p>${order.partyName}<br />${place.street}<br />${place.postcode} ${place.town}</p>`
    }
    ${
      party?.phone === undefined || !open
        ? nothing
        : html`<p><a href="tel:${party.phone}">${icon("phone")} ${phoneText(party.phone)}</a></p>`
    }
    ${
      open
        ? html`<p class="no-print">
            <button class="btn line s" type="button" @click=${() => void addToCalendar(order)}>
              ${icon("calendar-check")}${msg("Dans mon agenda (.ics)")}
            </button>
          </p>`
        : nothing
    }
    ${place === undefined || !open || order.party === null ? nothing : html`<sp-place-map class="no-print" .view=${order.party}></sp-place-map>`}
  </section>`;
}

/** Where an order waits: the pickup point, when it is open, on the map. */
export function pickupPanel(order: OrderDetail): TemplateResult | typeof nothing {
  const { point } = order;
  if (order.view.order.fulfilment.kind !== "pickup" || point === null) return nothing;
  const { place, hours = [], phone } = point.party;
  const today = inInstance(new Date()).weekday;
  const weekdays = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => hours.some((window) => window.weekday === weekday));
  return html`<section class="panel pad stack-s" aria-labelledby="point-heading">
    <h2 id="point-heading">${msg("À retirer")}</h2>
    <p>
      <a href="/stall/${point.id}">${point.party.name}</a>, ${localizedText(point.party.trade)}
      ${place === undefined ? nothing : html`<br />${place.street}<br />${place.postcode} ${place.town}`}
    </p>
    ${phone === undefined ? nothing : html`<p><a href="tel:${phone}">${icon("phone")} ${phoneText(phone)}</a></p>`}
    ${
      weekdays.length === 0
        ? nothing
        : html`<table class="hours small">
            <caption class="vh">
              ${msg("Horaires")}
            </caption>
            <tbody>
              ${weekdays.map(
                (weekday) =>
                  html`<tr class=${weekday === today ? "today" : ""}>
                    <th scope="row">${weekdayText(weekday)}</th>
                    <td>
                      ${hours
                        .filter((window) => window.weekday === weekday)
                        .map((window) => windowText(window))
                        .join(", ")}
                    </td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
    <p class="hint">
      ${msg("Le point de retrait ne sait ni votre nom ni ce que contient le colis : vos trois mots suffisent.")}
    </p>
    ${place === undefined ? nothing : html`<sp-place-map class="no-print" .view=${point}></sp-place-map>`}
  </section>`;
}
