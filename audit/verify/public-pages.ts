import { pagePolicy } from "../../server/pages/send-page.ts";
import { type Difference, difference } from "./difference.ts";
import { isAnswer, looks, type Visitor } from "./visitor.ts";

const languages = ["fr", "en", "de", "it"] as const;
const html = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";

/**
 * The pages that the server writes are in no release: what they say changes with the market. That no script runs on them
 * is a header, which is looked at on the front page of each language.
 */
export async function pageDifferences(visitor: Visitor): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  for (const language of languages) {
    const path = `/p/${language}`;
    const answer = await visitor.get(path, looks[0], html);
    if (!isAnswer(answer) || answer.status !== 200) continue;
    const policy = answer.headers["content-security-policy"] ?? null;
    if (policy === pagePolicy) continue;
    const says = "A page that the server writes has another policy: a script could run on it.";
    found.push(difference("live", "policy", says, { path, expected: pagePolicy, found: policy }));
  }
  return found;
}
