// What is asked of the words of a market before anything of them has been learnt.
export { createItemIndex } from "../../../../client/core/search/item-index.ts";
export { learnStems } from "../../../../client/core/search/same-words.ts";
