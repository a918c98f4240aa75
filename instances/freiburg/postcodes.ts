import type { InstanceFile } from "../../crypto/protocol/exports.ts";

/** Postcodes of Freiburg im Breisgau and the places around it, with the middle of each to about a kilometre, WGS 84. */
export const postcodes: InstanceFile["postcodes"] = [
  { postcode: "79098", name: "Altstadt", town: "Freiburg im Breisgau", lat: 47.9957, lon: 7.8498 },
  { postcode: "79100", name: "Vauban", town: "Freiburg im Breisgau", lat: 47.9765, lon: 7.829 },
  { postcode: "79102", name: "Wiehre", town: "Freiburg im Breisgau", lat: 47.9855, lon: 7.8575 },
  { postcode: "79104", name: "Herdern", town: "Freiburg im Breisgau", lat: 48.0075, lon: 7.8605 },
  { postcode: "79106", name: "Stühlinger", town: "Freiburg im Breisgau", lat: 48.0035, lon: 7.8345 },
  { postcode: "79108", name: "Zähringen", town: "Freiburg im Breisgau", lat: 48.0325, lon: 7.8625 },
  { postcode: "79110", name: "Mooswald", town: "Freiburg im Breisgau", lat: 48.0165, lon: 7.8155 },
  { postcode: "79111", name: "St. Georgen", town: "Freiburg im Breisgau", lat: 47.9825, lon: 7.795 },
  { postcode: "79112", name: "Opfingen", town: "Freiburg im Breisgau", lat: 48.001, lon: 7.716 },
  { postcode: "79114", name: "Betzenhausen", town: "Freiburg im Breisgau", lat: 48.0005, lon: 7.813 },
  { postcode: "79115", name: "Haslach", town: "Freiburg im Breisgau", lat: 47.987, lon: 7.825 },
  { postcode: "79117", name: "Littenweiler", town: "Freiburg im Breisgau", lat: 47.98, lon: 7.895 },
  { postcode: "79194", name: "Gundelfingen", lat: 48.0425, lon: 7.8665 },
  { postcode: "79199", name: "Kirchzarten", lat: 47.9645, lon: 7.955 },
  { postcode: "79211", name: "Denzlingen", lat: 48.0685, lon: 7.884 },
  { postcode: "79227", name: "Schallstadt", lat: 47.959, lon: 7.755 },
  { postcode: "79232", name: "March", lat: 48.058, lon: 7.781 },
  { postcode: "79249", name: "Merzhausen", lat: 47.9645, lon: 7.8285 },
  { postcode: "79252", name: "Stegen", lat: 47.983, lon: 7.963 },
  { postcode: "79256", name: "Buchenbach", lat: 47.962, lon: 8.006 },
  { postcode: "79280", name: "Au", lat: 47.953, lon: 7.833 },
  { postcode: "79289", name: "Horben", lat: 47.936, lon: 7.868 },
];
