import { type Route, routes } from "../../crypto/protocol/routes.ts";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { valuesOf } from "../site.ts";

const means = "A cookie that goes elsewhere than to /account says at every request who asks.";
const remedy = "Take it out where it is set: in the proxy in front, or in the server.";
const wanted = [/;\s*httponly(;|$)/i, /;\s*samesite=strict(;|$)/i, /;\s*secure(;|$)/i, /;\s*path=\/account(;|$)/i];

/** Cookies of the whole site: none but the session's, and that one of /account alone. */
export const siteCookies = defineCheck({
  id: "site/cookies",
  asks: "no cookie but the session's, HttpOnly, SameSite=Strict, Secure, of /account alone",
  needs: ["site"],
  async run({ site }) {
    const found: Found[] = [];
    const open = Object.values(routes).filter(
      (route: Route) => route.method === "GET" && !route.path.includes(":") && route.response !== "events",
    );
    for (const path of ["/", ...open.map(({ path }) => path)]) {
      const answer = await site.ask(path);
      if (valuesOf(answer, "set-cookie").length === 0) continue;
      found.push({ severity: "critical", where: path, evidence: "It sets a cookie.", means, remedy });
    }
    // Signing out takes the cookie back with the attributes that it is given with; nothing is changed by it here.
    const answer = await site.ask("/account/logout", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: Buffer.from("{}"),
    });
    const cookies = valuesOf(answer, "set-cookie");
    if (cookies.length === 0) {
      found.push({
        severity: "medium",
        where: "/account/logout",
        evidence: `It answers with status ${answer.status} and takes no cookie back.`,
        means: "Its attributes cannot be seen, and signing out may leave it on the device.",
        remedy: "Audit with the version of the program that the server runs.",
      });
    }
    for (const cookie of cookies) {
      const named = cookie.startsWith("sp_session=");
      const lacking = wanted.filter((pattern) => !pattern.test(cookie)).length;
      if (named && lacking === 0 && !/;\s*domain=/i.test(cookie)) continue;
      found.push({
        severity: named ? "high" : "critical",
        where: "/account/logout",
        evidence: named
          ? "The session's cookie lacks one of its attributes, or has a domain."
          : "It sets another cookie.",
        means,
        remedy,
      });
    }
    return found;
  },
});
