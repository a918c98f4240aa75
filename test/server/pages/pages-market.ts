import { geneva } from "../../../instances/geneva/instance.ts";
import type { InstanceFile, Item, Party } from "../../../crypto/protocol/exports.ts";
import { createStatementBook } from "../../../server/statements/statement-book.ts";
import type { Statements } from "../../../server/statements/statements.ts";
import { categoryTree } from "../../../server/pages/categories.ts";
import { formatIn } from "../../../server/pages/format.ts";
import type { PageContext } from "../../../server/pages/page-context.ts";
import { openPublicMarket } from "../../../server/pages/public-market.ts";
import { pageLanguages } from "../../../server/pages/words/languages.ts";
import { ready } from "../../../crypto/sodium.ts";
import { newSigner, type Signer, stated } from "../../support/market-statements.ts";
import type { SignedStatement } from "../../../crypto/protocol/signed-statement.ts";
import { noServer } from "../../support/no-server.ts";

/** A market in memory, without a server: an accredited producer with what it sells, and how its pages are made. */
export interface PagesMarket {
  readonly producer: Signer;
  readonly steward: Signer;
  put(signed: SignedStatement): void;
  context(language: string): PageContext;
  /** Moves the clock that lists are made by. */
  wait(milliseconds: number): void;
}

/** Puts a producer with `items` on a market of its own. */
export async function pagesMarket(
  party: Party,
  items: readonly Item[],
  labels: readonly string[] = [],
  instance: InstanceFile = geneva,
): Promise<PagesMarket> {
  await ready();
  const [founder, steward, producer] = [newSigner(), newSigner(), newSigner()];
  const book = createStatementBook(() => founder.name);
  const listeners: ((signed: SignedStatement, here: boolean) => void)[] = [];
  const put = (signed: SignedStatement): void => {
    if (book.put(signed)) for (const listener of listeners) listener(signed, true);
  };
  const statements: Statements = {
    book,
    accept: async () => Promise.reject(new Error("no database here")),
    reload: async () => undefined,
    close: async () => undefined,
    onChange: (listener) => void listeners.push(listener),
  };
  let now = Date.parse("2026-11-26T12:00:00Z");
  const tree = categoryTree(instance);
  const market = openPublicMarket({ statements, tree, clock: () => now });
  put(stated(founder, "instance", { name: "Genève", stewards: [steward.name], replyBuckets: 1, ...noServer }));
  put(stated(producer, "party", party));
  put(stated(producer, "shelf", { name: { fr: "Tout" }, items: [...items] }, { subject: "a" }));
  const judgement = { status: "accredited" as const, labels: [...labels], keyCompared: true };
  put(stated(steward, "accreditation", judgement, { subject: producer.name }));
  const languages = pageLanguages(instance);
  return {
    producer,
    steward,
    put,
    wait: (milliseconds) => void (now += milliseconds),
    context: (language) => ({
      origin: "https://market.example",
      instance,
      market,
      tree,
      files: {
        stylesheet: () => "/assets/pages-B4xK9aQz.css",
        card: (print, paper) => `/art/cards/${print}-${paper}.jpg`,
      },
      today: "2026-11-26",
      languages,
      language,
      words: (languages.find(({ code }) => code === language) ?? languages[0]).words,
      format: formatIn(language, instance),
    }),
  };
}
