import { builtPage } from "./built-page.ts";
import { median, percentile, rounded, say } from "./figures.ts";
import { envelopesToOpen, measureSealing, orderLines, type SealingFigures } from "./sealing.ts";
import type { PageFigures } from "./sealing-page.ts";

function summary(figures: SealingFigures) {
  return {
    sealOrderP50Milliseconds: rounded(median(figures.sealMilliseconds)),
    sealOrderP99Milliseconds: rounded(percentile(figures.sealMilliseconds, 0.99)),
    orderLinesCount: orderLines,
    orderJsonBytes: figures.orderJsonBytes,
    orderEnvelopeBytes: figures.orderEnvelopeBytes,
    openedEnvelopesCount: envelopesToOpen,
    openAllSeconds: rounded(figures.openSeconds, 3),
    openOneMilliseconds: rounded((figures.openSeconds * 1000) / envelopesToOpen, 3),
  };
}

/** `npm run bench -- seal`: sealing an order of 40 lines and opening 1,000 envelopes, in Node and in Chromium. */
export async function benchSeal() {
  say("Sealing and opening in Node …");
  const node = await measureSealing(() => undefined);
  say("Sealing and opening in a worker of Chromium …");
  const page = await builtPage<PageFigures>("sealing-page.ts", "sealingFigures");
  return {
    node: summary(node),
    chromium: {
      ...summary(page),
      longestFrameMilliseconds: rounded(page.longestFrameMilliseconds, 1),
      progressReportsCount: page.progressReports,
    },
    ratioChromiumToNode: {
      sealOrder: rounded(median(page.sealMilliseconds) / median(node.sealMilliseconds)),
      open: rounded(page.openSeconds / node.openSeconds),
    },
    limits: { sealOrderMillisecondsMax: 10, openAllSecondsMax: 4 },
  };
}
