import { routes } from "../../crypto/protocol/routes.ts";

/** What a server that runs says of itself, as an instance statement on it has to name it. */
export async function serverIdentity(origin: string) {
  const answer = await fetch(`${origin}/operator`);
  const { operator, log } = routes.operator.response.parse(await answer.json());
  return { operator, log };
}
