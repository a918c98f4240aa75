import { accountBatch, partyBatch, partyBatchesMax } from "../../crypto/protocol/token-epochs.ts";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";

/** Tokens that were drawn and spent, by their week, against what the schedule gives. */
export const tokenTotals = defineCheck({
  id: "tokens/totals",
  asks: "no more tokens were drawn than the schedule gives; how many of the newest week's are spent",
  needs: ["database"],
  async run({ database }) {
    const found: Found[] = [];
    const [beyond] = await database.rows<{ count: number }>(
      `select count(*)::float8 as count from public_plane.party_token_draw where batch >= ${partyBatchesMax}`,
    );
    if ((beyond?.count ?? 0) > 0) {
      found.push({
        severity: "high",
        where: "public_plane.party_token_draw",
        evidence: `${beyond?.count} batches are beyond the ${partyBatchesMax} of a week.`,
        means: "Somebody was given more tokens than everybody else: limits do not hold for them.",
        remedy: "Find out which program wrote them.",
      });
    }
    const totals = await database.rows<{ epoch: string; drawn: number; spent: number }>(
      `with week as (select max(epoch) as epoch from sealed_plane.spent_token)
       select epoch::text as epoch,
         ((select count(*) from private_plane.token_draw d where d.epoch = week.epoch and purpose = 'relay') * ${accountBatch.relay}
          + (select count(*) from public_plane.party_token_draw d where d.epoch = week.epoch) * ${partyBatch})::float8 as drawn,
         (select count(*) from sealed_plane.spent_token s where s.epoch = week.epoch)::float8 as spent
       from week where epoch is not null`,
    );
    for (const { epoch, drawn, spent } of totals) {
      if (spent <= drawn) continue;
      found.push({
        severity: "notice",
        where: `sealed_plane.spent_token, week of ${epoch}`,
        evidence: `${spent} tokens are spent, and draws of ${drawn} are on record.`,
        means:
          "Draws of deleted accounts, and those of a week that is over, are forgotten before their tokens are. If neither is " +
          "the reason, somebody has the issuer's key and makes tokens of their own.",
        remedy:
          "Compare with the accounts that were deleted this week; if they do not explain it, replace the token keys.",
      });
    }
    return found;
  },
});
