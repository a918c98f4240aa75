import { visitLargeShop } from "./catalogue-visit.ts";
console.log(JSON.stringify(await visitLargeShop("/tmp/big")));
