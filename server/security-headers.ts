import helmet from "helmet";
import type { Settings } from "./settings.ts";

/** The one policy of the client, exactly as sent. The release document repeats it, so it lives in one place. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html sp default",
].join("; ");

/** Which features of a browser the pages may use: passkeys, and the camera to read codes. */
export const permissionsPolicy = [
  "publickey-credentials-get=(self)",
  "publickey-credentials-create=(self)",
  "camera=(self)",
  "geolocation=()",
  "microphone=()",
  "payment=()",
  "usb=()",
  "browsing-topics=()",
].join(", ");

/** The policy of answers that no page renders. */
export const bareContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";

/** The policy of a picture opened by itself: a picture and nothing more, whatever it was made to look like. */
export const mediaPolicy = "sandbox; default-src 'none'";

/** Headers of an answer that no page renders: those of the relay's fast path, in the form that Node writes at once. */
export const bareSecurityHeaders: readonly (readonly [string, string])[] = [
  ["Content-Security-Policy", bareContentSecurityPolicy],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "no-referrer"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Cache-Control", "no-store"],
];

/** Sets the security headers of every answer. HSTS only where the origin is https. */
export function securityHeaders(settings: Pick<Settings, "origin">): ReturnType<typeof helmet> {
  const https = settings.origin.startsWith("https:");
  const base = helmet({
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: true,
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: https ? { maxAge: 63_072_000, includeSubDomains: false } : false,
    xFrameOptions: { action: "deny" },
  });
  return (request, response, next) => {
    response.setHeader("Content-Security-Policy", contentSecurityPolicy);
    response.setHeader("Permissions-Policy", permissionsPolicy);
    base(request, response, next);
  };
}
