import type { DayOfWeek, LocalBusiness, OpeningHoursSpecification, Organization } from "schema-dts";
import type { WeeklyWindow } from "../../crypto/protocol/exports.ts";
import type { PageData } from "./json-ld.ts";
import type { ListedStall } from "./listed-stalls.ts";
import { addressIn, type PageContext } from "./page-context.ts";
import type { LinkPicture } from "./page-pictures.ts";

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** What names a stall in every language's data: the market's own address of it. */
function stallId({ origin }: PageContext, { id }: ListedStall): string {
  return `${origin}/stall/${id}`;
}

/** A stall as other data refers to it. A place where anyone may come is a business; a name without one is not. */
export function stallReference(context: PageContext, stall: ListedStall): Organization {
  const { party } = stall;
  return {
    "@type": "Organization",
    "@id": stallId(context, stall),
    name: party.name,
    url: addressIn(context, { kind: "stall", party: stall.id, page: 1 }),
  };
}

function openingHours(hours: readonly WeeklyWindow[]): OpeningHoursSpecification[] {
  return hours.map(({ weekday, from, to }) => ({
    "@type": "OpeningHoursSpecification",
    dayOfWeek: `https://schema.org/${days[weekday - 1] ?? "Monday"}` as DayOfWeek,
    opens: from,
    // 24:00 is the end of our day; a time of schema.org ends at 23:59.
    closes: to === "24:00" ? "23:59" : to,
  }));
}

/** A producer for search engines: a `LocalBusiness` where it has a public place, else an `Organization`. */
export function stallData(context: PageContext, stall: ListedStall, picture: LinkPicture): PageData {
  const { format, instance } = context;
  const { party } = stall;
  const { place, hours = [] } = party;
  const description = format.text(party.summary) || format.text(party.story) || format.text(party.trade);
  const shared = {
    "@context": "https://schema.org",
    "@id": stallId(context, stall),
    name: party.name,
    url: addressIn(context, { kind: "stall", party: stall.id, page: 1 }),
    description,
    image: picture.url,
    ...(party.phone !== undefined && { telephone: party.phone }),
    ...(party.website !== undefined && { sameAs: party.website }),
    ...(party.languages !== undefined && { knowsLanguage: party.languages }),
  } as const;
  if (place === undefined) {
    const organization: Organization = { ...shared, "@type": "Organization" };
    return organization as PageData;
  }
  const business: LocalBusiness = {
    ...shared,
    "@type": "LocalBusiness",
    address: {
      "@type": "PostalAddress",
      streetAddress: place.street,
      postalCode: place.postcode,
      addressLocality: place.town,
      addressCountry: instance.country,
    },
    geo: { "@type": "GeoCoordinates", latitude: place.lat, longitude: place.lon },
    currenciesAccepted: instance.currency,
    ...(hours.length > 0 && { openingHoursSpecification: openingHours(hours) }),
  };
  return business as PageData;
}
