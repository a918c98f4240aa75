import type { DemoPhoto } from "../../notation/demo-market.ts";

const bowl = {
  file: "bol.webp",
  placeholder: "pwgKDwJ_mIeDhnhaeGenl3Z59hJqTrAJ",
  width: 520,
  height: 520,
  alt: "Un bol en grès à l’émail cendre",
};
const bread = {
  file: "pain.webp",
  placeholder: "oTkGHwSPh4djh3hYhxeYZ3h6qDYIWIQA",
  width: 520,
  height: 520,
  alt: "Une miche de pain de campagne entaillée",
};
const soap = {
  file: "savon.webp",
  placeholder: "4QgGHwZMTIhnaIeAWRpomYZl2gdHiHAE",
  width: 520,
  height: 520,
  alt: "Un savon coupé à la main",
};
const cheese = {
  file: "tomme.webp",
  placeholder: "HRkGJwZfe5SGZ3hzWFh1WZaUiEYId5UA",
  width: 520,
  height: 520,
  alt: "Une tomme entamée à la croûte grise",
};
const wheel = {
  file: "tomme-hero.webp",
  placeholder: "HAkGJ4ZfioV0aIdieEeGaZeWiTYIZ5QA",
  width: 760,
  height: 716,
  alt: "Une tomme et sa part sur une planche",
};

/** Pictures by "stall/item": the rest of the market shows prints. */
export const demoPhotos: Readonly<Record<string, readonly DemoPhoto[]>> = {
  "ferme-des-trois-noyers/tomme-fermiere-au-lait-cru": [wheel, cheese],
  "le-levain-bleu/pain-de-campagne-au-levain": [bread],
  "la-bulle-d-arve/savon-a-froid-foin-et-lavande": [soap],
  "four-a-deux/bol-a-soupe-en-gres-email-cendre": [bowl],
};
